package org.sr4j.api.graph;

/**
 * A block of a network: writes its part of a graph.
 *
 * <p>A layer is immutable and has no weights of its own; it asks the scope for them. Defining it
 * twice under one name shares the weights.
 */
@FunctionalInterface
public interface Layer {

  /**
   * @param scope where weights are named and the graph is written
   * @param inputs feature maps {@code [N,C,H,W]}
   * @return the layer's output
   */
  Feature define(GraphScope scope, Feature... inputs);
}
