package org.sr4j.layers.activation;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.shape.Inputs;

/** Rectified linear unit, {@code y = max(0, x)}, of any shape (Nair and Hinton 2010). */
public record Relu() implements Layer {

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    return x.with(scope.graph().nn().relu(x.variable(), 0));
  }
}
