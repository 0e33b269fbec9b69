package org.sr4j.models.network.imdn;

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
import org.sr4j.layers.activation.LeakyRelu;
import org.sr4j.layers.block.InformationMultiDistillation;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.resample.PixelShuffle;
import org.sr4j.layers.shape.Channels;

/**
 * IMDN: information multi-distillation blocks with contrast-aware channel attention. {@code
 * [N,3,H,W] float in [0,1] -> [N,3,sH,sW]}.
 *
 * <p>Strategies: the shallow feature is the first convolution's output; every distillation block is
 * a block (its output, as the strategy leaves it, enters the fusion) and a residual.
 */
public final class Imdn implements Model {

  static final Paper PAPER =
      new Paper(
          "Hui, Gao, Yang, Wang: Lightweight Image Super-Resolution with Information"
              + " Multi-Distillation Network. ACM MM 2019",
          "https://doi.org/10.1145/3343031.3351084");

  private static final double SLOPE = 0.05;

  private final ImdnOptions options;

  public Imdn(ImdnOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "imdn",
        "IMDN, information multi-distillation",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.UNIT,
        1,
        1,
        // First convolution, four in each block, LR_conv, upsampler.
        1 + 4 * options.blocks() + 1 + 1,
        TilingPolicy.GLOBAL_MEANS,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int n = options.features();
    Feature f0 = scope.shallow(scope.apply(new Conv2d(3, n, 3), "fea_conv", picture));
    Feature f = scope.longSkip(f0, in -> trunk(scope, in));
    int scale = scope.scale();
    f = scope.apply(new Conv2d(n, 3 * scale * scale, 3), "upsampler.0", f);
    return scope.apply(new PixelShuffle(scale), "upsampler.1", f);
  }

  private Feature trunk(GraphScope scope, Feature x) {
    int n = options.features();
    Feature f = x;
    SDVariable[] outputs = new SDVariable[options.blocks()];
    for (int i = 0; i < outputs.length; i++) {
      String name = "IMDB" + (i + 1);
      f = scope.block(i, f, in -> scope.apply(new InformationMultiDistillation(n), name, in));
      outputs[i] = f.variable();
    }
    f = f.with(Channels.concat(outputs), n * outputs.length);
    f = scope.apply(new Conv2d(n * outputs.length, n, 1), "c.0", f);
    f = scope.apply(new LeakyRelu(SLOPE), "c.1", f);
    return scope.apply(new Conv2d(n, n, 3), "LR_conv", f);
  }
}
