package org.sr4j.examples.plugin;

import java.util.List;
import java.util.TreeSet;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.resample.PixelShuffle;

/**
 * ESPCN: three convolutions on luma, the last of which gives every pixel of the enlarged picture.
 * {@code [N,1,H,W] float in [0,1] -> [N,1,sH,sW]}.
 *
 * <p>Shi et al. 2016, section 2.2 and eq. (3), with its layer sizes 5-3-3.
 *
 * @param options channels of the layers
 */
public record Espcn(EspcnOptions options) implements Model {

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "espcn",
        "ESPCN, sub-pixel convolution",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.Y,
        ValueRange.UNIT,
        1,
        1,
        2 + 1 + 1,
        TilingPolicy.LOCAL,
        new Paper(
            "Shi et al.: Real-Time Single Image and Video Super-Resolution Using an Efficient"
                + " Sub-Pixel Convolutional Neural Network. CVPR 2016",
            "https://doi.org/10.1109/CVPR.2016.207"));
  }

  @Override
  public Feature define(GraphScope scope, Feature lowRes) {
    int phases = scope.scale() * scope.scale();
    Feature f0 = tanh(scope.apply(new Conv2d(1, options.first(), 5), "conv1", lowRes));
    Feature f = scope.shallow(f0);
    f = scope.block(0, f, x -> tanh(scope.apply(conv2(), "conv2", x)));
    f = scope.apply(new Conv2d(options.second(), phases, 3), "conv3", f);
    return scope.apply(new PixelShuffle(scope.scale()), "shuffle", f);
  }

  private Conv2d conv2() {
    return new Conv2d(options.first(), options.second(), 3);
  }

  private static Feature tanh(Feature x) {
    return x.with(x.variable().getSameDiff().math().tanh(x.variable()));
  }
}
