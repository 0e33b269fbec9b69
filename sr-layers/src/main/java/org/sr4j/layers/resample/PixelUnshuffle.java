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
    Feature x = Inputs.one(this, inputs);
    int channels = x.channels() * factor * factor;
    SDVariable byPhase = scope.graph().cnn().spaceToDepth(x.variable(), factor, DataFormat.NCHW);
    SDVariable ordered = byPhase;
    if (x.channels() > 1) {
      SDVariable[] byChannel = new SDVariable[x.channels()];
      for (int c = 0; c < x.channels(); c++) {
        byChannel[c] = Channels.every(byPhase, channels, c, x.channels());
      }
      ordered = Channels.concat(byChannel);
    }
    return x.with(ordered, channels, x.resolution().dividedBy(factor));
  }
}
