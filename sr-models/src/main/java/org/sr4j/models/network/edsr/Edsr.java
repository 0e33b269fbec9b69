package org.sr4j.models.network.edsr;

import java.util.List;
import java.util.TreeSet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.scaling.MeanShift;
import org.sr4j.models.network.block.ConvReluConv;
import org.sr4j.models.network.block.SubPixelUpsampler;

/**
 * EDSR: residual blocks without normalisation. {@code [N,3,H,W] float in [0,255] -> [N,3,sH,sW]}.
 *
 * <p>Strategies: the shallow feature is the head's output; every residual block is a block (after
 * its skip) and a residual.
 */
public final class Edsr implements Model {

  static final Paper PAPER =
      new Paper(
          "Lim, Son, Kim, Nah, Lee: Enhanced Deep Residual Networks for Single Image"
              + " Super-Resolution. CVPR Workshops 2017",
          "https://doi.org/10.1109/CVPRW.2017.151");

  private final EdsrOptions options;

  public Edsr(EdsrOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    int convolutions = 1 + 2 * options.blocks() + 1;
    return new ModelDescriptor(
        "edsr-baseline",
        "EDSR, residual blocks without normalisation",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.BYTE,
        1,
        1,
        convolutions + SubPixelUpsampler.RADIUS + 1,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int n = options.features();
    Feature x = scope.apply(MeanShift.subtract(255), "sub_mean", picture);
    Feature f0 = scope.shallow(scope.apply(new Conv2d(3, n, 3), "head.0", x));
    Feature f = scope.longSkip(f0, in -> trunk(scope, in));
    f = scope.apply(new SubPixelUpsampler(n), "tail.0", f);
    f = scope.apply(new Conv2d(n, 3, 3), "tail.1", f);
    return scope.apply(MeanShift.add(255), "add_mean", f);
  }

  private Feature trunk(GraphScope scope, Feature x) {
    Feature f = x;
    for (int i = 0; i < options.blocks(); i++) {
      String name = "body." + i;
      f = scope.block(i, f, in -> scope.residual(name, in, b -> branch(scope, name, b)));
    }
    int n = options.features();
    return scope.apply(new Conv2d(n, n, 3), "body." + options.blocks(), f);
  }

  private Feature branch(GraphScope scope, String name, Feature x) {
    Feature h = scope.apply(new ConvReluConv(options.features()), name, x);
    SDVariable scaled =
        options.residualScale() == 1 ? h.variable() : h.variable().mul(options.residualScale());
    return h.with(scaled);
  }
}
