package org.sr4j.api.graph;

/** What the host makes of the low-resolution picture before it enters the graph. */
public enum InputTransform {
  /** The picture itself. */
  IDENTITY,
  /** The picture enlarged by the scale with MATLAB's bicubic (SRCNN, VDSR, MemNet, IDN). */
  BICUBIC
}
