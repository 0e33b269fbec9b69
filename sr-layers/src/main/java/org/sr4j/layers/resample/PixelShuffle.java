package org.sr4j.layers.resample;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;
import org.sr4j.layers.shape.RuntimeShape;

/**
 * Rearranges channels into pixels, {@code [N,C*r*r,H,W] -> [N,C,r*H,r*W]}: {@code y(c, r*h+i,
 * r*w+j) = x(c*r*r + i*r + j, h, w)} (Shi et al. 2016, eq. (4), in PyTorch's channel order).
 *
 * <p>Written as a transposition of five axes, {@code [N*C,r,r,H,W] -> [N*C,H,r,W,r]}. ND4J's own
 * depthToSpace has another channel order and takes ten times as long; six axes would be slow too.
 *
 * @param factor r
 */
public record PixelShuffle(int factor) implements Layer {

  public PixelShuffle {
    new OptionCheck("PixelShuffle").atLeast("factor", factor, 2);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature input = Inputs.one(this, inputs);
    new OptionCheck("PixelShuffle")
        .divides("factor^2", factor * factor, input.channels(), "channels");
    int channels = input.channels() / (factor * factor);
    SDVariable x = input.variable();
    SDVariable height = RuntimeShape.size(x, 2);
    SDVariable width = RuntimeShape.size(x, 3);
    SDVariable cells =
        RuntimeShape.reshape(x, RuntimeShape.sizes(x, -1, factor, factor), height, width)
            .permute(0, 3, 1, 4, 2);
    SDVariable pixels =
        RuntimeShape.reshape(
            cells,
            RuntimeShape.sizes(x, -1, channels),
            height.mul(RuntimeShape.sizes(x, factor)),
            width.mul(RuntimeShape.sizes(x, factor)));
    return input.with(pixels, channels, input.resolution().times(factor));
  }
}
