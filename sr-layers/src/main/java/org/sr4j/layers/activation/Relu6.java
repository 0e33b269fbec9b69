package org.sr4j.layers.activation;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.shape.Inputs;

/** {@code y = min(max(x, 0), 6)}, of any shape (Howard et al. 2017, MobileNets). */
public record Relu6() implements Layer {

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    return x.with(scope.graph().math().clipByValue(x.variable(), 0, 6));
  }
}
