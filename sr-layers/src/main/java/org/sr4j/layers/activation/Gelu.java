package org.sr4j.layers.activation;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.shape.Inputs;

/**
 * Gaussian error linear unit in its exact form, {@code y = x/2 * (1 + erf(x / sqrt 2))}, of any
 * shape (Hendrycks and Gimpel 2016, section 2). SameDiff's own gelu operations are approximations.
 */
public record Gelu() implements Layer {

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature input = Inputs.one(this, inputs);
    SDVariable x = input.variable();
    SDVariable erf = scope.graph().math().erf(x.mul(Math.sqrt(0.5)));
    return input.with(erf.add(1.0).mul(x).mul(0.5));
  }
}
