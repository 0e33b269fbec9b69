package org.sr4j.models.network.lapsrn;

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
import org.sr4j.layers.activation.LeakyRelu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.KernelInit;
import org.sr4j.layers.conv.TransposedConv2d;

/**
 * LapSRN: a Laplacian pyramid, one level for each doubling; every level's picture is supervised.
 * {@code [N,1,H,W] float in [0,1] -> [N,1,sH,sW]}, luma. (x3 is x4's result, resized: not offered.)
 *
 * <p>Strategies: the shallow feature is the first convolution's output; the levels' feature
 * branches are at different resolutions and are not marked as blocks.
 */
public final class LapSrn implements Model {

  static final Paper PAPER =
      new Paper(
          "Lai, Huang, Ahuja, Yang: Deep Laplacian Pyramid Networks for Fast and Accurate"
              + " Super-Resolution. CVPR 2017",
          "https://doi.org/10.1109/CVPR.2017.618");

  private static final double SLOPE = 0.2;

  private final LapSrnOptions options;

  public LapSrn(LapSrnOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "lapsrn",
        "LapSRN, a Laplacian pyramid",
        new TreeSet<>(List.of(2, 4, 8)),
        ColourMode.Y,
        ValueRange.UNIT,
        1,
        1,
        // The second level's convolutions are half a pixel each, the third's a quarter; the last
        // residual's is an eighth, and one for where a pixel lies in its cell.
        2 + (7 * (options.depth() + 1) + 3) / 4,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int n = options.features();
    Feature f = scope.apply(new Conv2d(1, n, 3), "conv_input", picture);
    f = scope.shallow(scope.apply(new LeakyRelu(SLOPE), "conv_input.act", f));
    Feature image = picture;
    int levels = Integer.numberOfTrailingZeros(scope.scale());
    for (int level = 0; level < levels; level++) {
      String name = "level." + level;
      for (int i = 0; i < options.depth(); i++) {
        f = scope.apply(new Conv2d(n, n, 3), name + ".convs." + i, f);
        f = scope.apply(new LeakyRelu(SLOPE), name + ".convs." + i + ".act", f);
      }
      f = scope.apply(featuresUp(n), name + ".up", f);
      f = scope.apply(new LeakyRelu(SLOPE), name + ".up.act", f);
      Feature residual = scope.apply(new Conv2d(n, 1, 3), name + ".residual", f);
      Feature enlarged =
          scope.apply(
              TransposedConv2d.enlarging(1, 1, 4, 2).withoutBias(), name + ".image_up", image);
      image = enlarged.with(enlarged.variable().add(residual.variable()));
      if (level < levels - 1) {
        scope.auxiliaryOutput(name, image, 1);
      }
    }
    return image;
  }

  /** A 3x3 kernel of stride 2 makes {@code 2H + 1} rows; the last row and column are dropped. */
  private static TransposedConv2d featuresUp(int channels) {
    return new TransposedConv2d(channels, channels, 3, 2, 0, -1, true, KernelInit.TORCH_DEFAULT);
  }
}
