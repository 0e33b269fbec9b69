package org.sr4j.api.model;

/** Whether a picture may be enlarged in overlapping tiles, and what that gives. */
public enum TilingPolicy {
  /** Every output pixel depends on a bounded neighbourhood: tiles are exact. */
  LOCAL,
  /** Depends on global means besides; they are computed over the whole picture first. Exact. */
  GLOBAL_MEANS,
  /** Cannot be tiled exactly. */
  WHOLE
}
