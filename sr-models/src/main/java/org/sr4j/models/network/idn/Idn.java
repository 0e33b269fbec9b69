package org.sr4j.models.network.idn;

import java.util.List;
import java.util.TreeSet;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.activation.LeakyRelu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.KernelInit;
import org.sr4j.layers.resample.PixelShuffle;
import org.sr4j.layers.shape.Channels;

/**
 * IDN, the RGB network of its TensorFlow release: distillation blocks on top of the bicubic
 * enlargement. {@code [N,3,H,W] float in [0,255] -> [N,3,sH,sW]}; the host makes the enlargement.
 *
 * <p>Strategies: the shallow feature is the second convolution's output; the distillation blocks
 * are the blocks. A block keeps its input beside the distilled channels rather than adding it, so
 * channel-wise scaling acts on that input, for both of its uses.
 */
public final class Idn implements Model {

  static final Paper PAPER =
      new Paper(
          "Hui, Wang, Gao: Fast and Accurate Single Image Super-Resolution via Information"
              + " Distillation Network. CVPR 2018",
          "https://doi.org/10.1109/CVPR.2018.00082");

  private static final double SLOPE = 0.05;

  private final IdnOptions options;

  public Idn(IdnOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "idn",
        "IDN, information distillation on the bicubic enlargement",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.BYTE,
        1,
        1,
        2 + 6 * options.blocks() + 2 + 1,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int n = 4 * options.unit();
    int scale = scope.scale();
    Feature f = activated(scope, "conv1", conv(3, n, 3), picture);
    f = scope.shallow(activated(scope, "conv2", conv(n, n, 3), f));
    for (int i = 0; i < options.blocks(); i++) {
      String name = "distill." + i;
      f = scope.block(i, f, in -> distill(scope, name, scope.residualInput(name, in)));
    }
    f = scope.apply(conv(n, n, 3), "upsample.0", f);
    f = scope.apply(conv(n, 3 * scale * scale, 3), "upsample.1", f);
    f = scope.apply(new PixelShuffle(scale), "upsample.shuffle", f);
    Feature enlarged = scope.input("bicubic", 3, InputTransform.BICUBIC);
    return f.with(f.variable().add(enlarged.variable()));
  }

  /** Enhancement and compression unit of 48, 32, 64 | 48, 64, 48, 80, 64 channels (unit 16). */
  private Feature distill(GraphScope scope, String name, Feature x) {
    int u = options.unit();
    Feature h = activated(scope, name + ".conv1", conv(4 * u, 3 * u, 3), x);
    h = activated(scope, name + ".conv2", grouped(3 * u, 2 * u), h);
    h = activated(scope, name + ".conv3", conv(2 * u, 4 * u, 3), h);
    Feature kept = h.with(Channels.range(h.variable(), 0, u), u);
    h = h.with(Channels.range(h.variable(), u, 4 * u), 3 * u);
    h = activated(scope, name + ".conv4", conv(3 * u, 4 * u, 3), h);
    h = activated(scope, name + ".conv5", grouped(4 * u, 3 * u), h);
    h = activated(scope, name + ".conv6", conv(3 * u, 5 * u, 3), h);
    Feature joined = x.with(Channels.concat(x.variable(), kept.variable()), 5 * u);
    h = h.with(joined.variable().add(h.variable()));
    return activated(scope, name + ".conv7", conv(5 * u, 4 * u, 1), h);
  }

  private static Conv2d conv(int in, int out, int kernel) {
    return new Conv2d(in, out, kernel).withInit(KernelInit.GLOROT_UNIFORM);
  }

  private static Conv2d grouped(int in, int out) {
    return conv(in, out, 3).withGroups(IdnOptions.GROUPS);
  }

  private static Feature activated(GraphScope scope, String name, Conv2d conv, Feature x) {
    return scope.apply(new LeakyRelu(SLOPE), name + ".act", scope.apply(conv, name, x));
  }
}
