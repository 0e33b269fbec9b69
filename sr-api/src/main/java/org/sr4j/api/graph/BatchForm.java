package org.sr4j.api.graph;

/** Batch sizes that a graph must serve. */
public enum BatchForm {
  /** One sample: weights may be computed from the input (an aggregated dynamic kernel). */
  SINGLE,
  /** Any number of samples. */
  ANY
}
