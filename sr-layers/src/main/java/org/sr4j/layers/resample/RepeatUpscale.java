package org.sr4j.layers.resample;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Nearest-neighbour enlargement, {@code [N,C,H,W] -> [N,C,s*H,s*W]}: {@code y(c, v, u) = x(c, v div
 * s, u div s)}. It equals a {@link PixelShuffle} of every channel repeated s*s times, the anchor of
 * ABPN (Du et al. 2021).
 *
 * @param factor s
 */
public record RepeatUpscale(int factor) implements Layer {

  public RepeatUpscale {
    new OptionCheck("RepeatUpscale").positive("factor", factor);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    if (factor == 1) {
      return x;
    }
    return x.with(
        scope.graph().cnn().upsampling2d(x.variable(), factor, factor, true),
        x.channels(),
        x.resolution().times(factor));
  }
}
