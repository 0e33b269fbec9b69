package org.sr4j.layers.resample;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;
import org.sr4j.layers.shape.RuntimeShape;

/**
 * The inverse of {@link PixelShuffle}, {@code [N,C,r*H,r*W] -> [N,C*r*r,H,W]}: {@code y(c*r*r + i*r
 * + j, h, w) = x(c, r*h+i, r*w+j)}. Height and width must be multiples of r.
 *
 * @param factor r
 */
public record PixelUnshuffle(int factor) implements Layer {

  public PixelUnshuffle {
    new OptionCheck("PixelUnshuffle").atLeast("factor", factor, 2);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature input = Inputs.one(this, inputs);
    int channels = input.channels() * factor * factor;
    SDVariable x = input.variable();
    SDVariable r = RuntimeShape.sizes(x, factor);
    SDVariable height = RuntimeShape.size(x, 2).div(r);
    SDVariable width = RuntimeShape.size(x, 3).div(r);
    SDVariable cells =
        RuntimeShape.reshape(x, RuntimeShape.sizes(x, -1), height, r, width, r)
            .permute(0, 2, 4, 1, 3);
    SDVariable phases =
        RuntimeShape.reshape(cells, RuntimeShape.sizes(x, -1, channels), height, width);
    return input.with(phases, channels, input.resolution().dividedBy(factor));
  }
}
