package org.sr4j.models.network.rcan;

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
import org.sr4j.layers.attention.ChannelAttention;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.scaling.MeanShift;
import org.sr4j.models.network.block.ConvReluConv;
import org.sr4j.models.network.block.SubPixelUpsampler;

/**
 * RCAN: residual groups of residual blocks with channel attention. {@code [N,3,H,W] float in
 * [0,255] -> [N,3,sH,sW]}.
 *
 * <p>The mean shifts are trained: the released code freezes the module, which has no effect.
 *
 * <p>Strategies: the shallow feature is the head's output; the residual groups are the blocks;
 * groups and the blocks inside them are residuals.
 */
public final class Rcan implements Model {

  static final Paper PAPER =
      new Paper(
          "Zhang, Li, Li, Wang, Zhong, Fu: Image Super-Resolution Using Very Deep Residual Channel"
              + " Attention Networks. ECCV 2018",
          "https://doi.org/10.1007/978-3-030-01234-2_18");

  private final RcanOptions options;

  public Rcan(RcanOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    int convolutions = 1 + options.groups() * (2 * options.blocks() + 1) + 1;
    return new ModelDescriptor(
        "rcan",
        "RCAN, residual groups with channel attention",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.BYTE,
        1,
        1,
        convolutions + SubPixelUpsampler.RADIUS + 1,
        TilingPolicy.GLOBAL_MEANS,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int n = options.features();
    Feature x = scope.apply(MeanShift.subtract(255).asTrained(), "sub_mean", picture);
    Feature f0 = scope.shallow(scope.apply(new Conv2d(3, n, 3), "head.0", x));
    Feature f = scope.longSkip(f0, in -> trunk(scope, in));
    f = scope.apply(new SubPixelUpsampler(n), "tail.0", f);
    f = scope.apply(new Conv2d(n, 3, 3), "tail.1", f);
    return scope.apply(MeanShift.add(255).asTrained(), "add_mean", f);
  }

  private Feature trunk(GraphScope scope, Feature x) {
    Feature f = x;
    for (int g = 0; g < options.groups(); g++) {
      String name = "body." + g;
      f = scope.block(g, f, in -> scope.residual(name, in, b -> group(scope, name, b)));
    }
    int n = options.features();
    return scope.apply(new Conv2d(n, n, 3), "body." + options.groups(), f);
  }

  private Feature group(GraphScope scope, String name, Feature x) {
    int n = options.features();
    Feature f = x;
    for (int b = 0; b < options.blocks(); b++) {
      String block = name + ".body." + b;
      f =
          scope.residual(
              block,
              f,
              in -> {
                Feature h = scope.apply(new ConvReluConv(n), block, in);
                return scope.apply(
                    new ChannelAttention(n, options.reduction()), block + ".body.3", h);
              });
    }
    return scope.apply(new Conv2d(n, n, 3), name + ".body." + options.blocks(), f);
  }
}
