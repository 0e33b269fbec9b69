package org.sr4j.layers.activation;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Leaky rectified linear unit, {@code y = max(0, x) + slope * min(0, x)}, of any shape (Maas et al.
 * 2013).
 *
 * @param slope of the negative side, 0 to 1
 */
public record LeakyRelu(double slope) implements Layer {

  public LeakyRelu {
    if (!(slope >= 0 && slope <= 1)) {
      throw new OptionCheck("LeakyRelu").refuse("slope", slope, "a number from 0 to 1");
    }
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    return x.with(scope.graph().nn().leakyRelu(x.variable(), slope));
  }
}
