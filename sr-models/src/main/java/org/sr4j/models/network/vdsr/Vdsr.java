package org.sr4j.models.network.vdsr;

import java.util.List;
import java.util.TreeSet;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.KernelInit;

/**
 * VDSR: a deep chain of 3x3 convolutions that corrects the bicubic enlargement. {@code [N,C,H,W]
 * float in [0,1] -> [N,C,sH,sW]}; the host makes the enlargement.
 */
public final class Vdsr implements Model {

  static final Paper PAPER =
      new Paper(
          "Kim, Lee, Lee: Accurate Image Super-Resolution Using Very Deep Convolutional Networks."
              + " CVPR 2016",
          "https://doi.org/10.1109/CVPR.2016.182");

  private final VdsrOptions options;

  public Vdsr(VdsrOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "vdsr",
        "VDSR, a deep correction of the bicubic enlargement",
        new TreeSet<>(List.of(2, 3, 4)),
        options.colour(),
        ValueRange.UNIT,
        1,
        1,
        // At x2 a low-resolution pixel is two pixels of the enlargement wide.
        (options.depth() + 1) / 2,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int channels = options.colour().channels();
    int n = options.features();
    Feature enlarged = scope.input("bicubic", channels, InputTransform.BICUBIC);
    Feature f = scope.apply(conv(channels, n), "input", enlarged);
    f = scope.shallow(scope.apply(new Relu(), "input_relu", f));
    for (int i = 0; i < options.depth() - 2; i++) {
      String name = "residual_layer." + i;
      f =
          scope.block(
              i,
              f,
              in -> {
                Feature x = scope.apply(conv(n, n), name + ".conv", in);
                return scope.apply(new Relu(), name + ".relu", x);
              });
    }
    f = scope.apply(conv(n, channels), "output", f);
    return f.with(enlarged.variable().add(f.variable()));
  }

  private Conv2d conv(int in, int out) {
    Conv2d conv = new Conv2d(in, out, 3).withInit(KernelInit.KAIMING_NORMAL_FAN_OUT);
    return options.bias() ? conv : conv.withoutBias();
  }
}
