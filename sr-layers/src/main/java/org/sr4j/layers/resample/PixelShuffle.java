package org.sr4j.layers.resample;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.DataFormat;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;

/**
 * Rearranges channels into pixels, {@code [N,C*r*r,H,W] -> [N,C,r*H,r*W]}: {@code y(c, r*h+i,
 * r*w+j) = x(c*r*r + i*r + j, h, w)} (Shi et al. 2016, eq. (4), in PyTorch's channel order).
 *
 * <p>ND4J's depthToSpace expects the channels in the order {@code (i*r + j)*C + c}; r*r strided
 * slices bring them there.
 *
 * @param factor r
 */
public record PixelShuffle(int factor) implements Layer {

  public PixelShuffle {
    new OptionCheck("PixelShuffle").atLeast("factor", factor, 2);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    int phases = factor * factor;
    new OptionCheck("PixelShuffle").divides("factor^2", phases, x.channels(), "channels");
    int channels = x.channels() / phases;
    SDVariable ordered = x.variable();
    if (channels > 1) {
      SDVariable[] byPhase = new SDVariable[phases];
      for (int phase = 0; phase < phases; phase++) {
        byPhase[phase] = Channels.every(x.variable(), x.channels(), phase, phases);
      }
      ordered = Channels.concat(byPhase);
    }
    return x.with(
        scope.graph().cnn().depthToSpace(ordered, factor, DataFormat.NCHW),
        channels,
        x.resolution().times(factor));
  }
}
