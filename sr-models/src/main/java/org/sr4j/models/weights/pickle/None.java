package org.sr4j.models.weights.pickle;

/** Python's {@code None}. */
public enum None {
  NONE
}
