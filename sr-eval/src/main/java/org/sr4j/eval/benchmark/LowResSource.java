package org.sr4j.eval.benchmark;

/** Where the low-resolution pictures of a run came from. */
public enum LowResSource {
  /** From the data set's own files. */
  FILES,
  /** Made from the references by the protocol's downsampler. */
  MADE
}
