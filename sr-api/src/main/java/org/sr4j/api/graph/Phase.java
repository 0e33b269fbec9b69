package org.sr4j.api.graph;

/** What a graph is built for; a layer may write a different but equal graph for each. */
public enum Phase {
  /** Gradients flow; batch statistics are of the batch. */
  TRAINING,
  /** Weights are constant: normalisation is folded, running statistics are used. */
  INFERENCE
}
