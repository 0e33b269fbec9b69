package org.sr4j.models.network.memnet;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.KernelInit;
import org.sr4j.layers.norm.BatchNorm;
import org.sr4j.layers.shape.Channels;

/**
 * MemNet: memory blocks of recursive units whose outputs, and those of all blocks before, pass a
 * gate. {@code [N,C,H,W] float in [0,1] -> [N,C,sH,sW]}, C = 1 (luma) or 3; the host makes the
 * bicubic enlargement that it works on.
 *
 * <p>The convolutions of a block's unit are shared by its recursions, their normalisations are not.
 * Every block's output is also reconstructed and supervised; the result is their weighted sum.
 *
 * <p>Strategies: the shallow feature is the feature extraction's output; the memory blocks are the
 * blocks (what the gates of later blocks see); every recursion is a residual.
 */
public final class MemNet implements Model {

  static final Paper PAPER =
      new Paper(
          "Tai, Yang, Liu, Xu: MemNet: A Persistent Memory Network for Image Restoration. ICCV 2017",
          "https://doi.org/10.1109/ICCV.2017.486");

  private final MemNetOptions options;

  public MemNet(MemNetOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    int convolutions = 1 + 2 * options.memoryBlocks() * options.recursions() + 1;
    return new ModelDescriptor(
        "memnet",
        "MemNet, gated memory of recursive units",
        new TreeSet<>(List.of(2, 3, 4)),
        options.colour(),
        ValueRange.UNIT,
        1,
        1,
        // At x2 a low-resolution pixel is two pixels of the enlargement wide.
        (convolutions + 1) / 2,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int channels = options.colour().channels();
    int n = options.features();
    int blocks = options.memoryBlocks();
    Feature enlarged = scope.input("bicubic", channels, InputTransform.BICUBIC);
    Feature f =
        scope.shallow(unit(scope, "fenet.bn", "fenet.conv", new Conv2d(channels, n, 3), enlarged));
    List<SDVariable> longTerm = new ArrayList<>(List.of(f.variable()));
    SDVariable weights =
        scope.weight("w", ParameterSpec.plain(Init.constant(1.0 / blocks), blocks));
    SDVariable sum = null;
    for (int m = 0; m < blocks; m++) {
      int block = m;
      f = scope.block(m, f, in -> memory(scope, block, in, longTerm));
      longTerm.add(f.variable());
      Feature y = reconstruct(scope, m, n, channels, f, enlarged);
      scope.auxiliaryOutput("memory." + m, y, 1);
      SDVariable weighted = y.variable().mul(element(scope, weights, m));
      sum = sum == null ? weighted : sum.add(weighted);
    }
    return enlarged.with(sum);
  }

  private Feature memory(GraphScope scope, int block, Feature in, List<SDVariable> longTerm) {
    String name = "memory." + block;
    Conv2d conv = new Conv2d(options.features(), options.features(), 3);
    List<SDVariable> all = new ArrayList<>(longTerm);
    Feature h = in;
    for (int r = 0; r < options.recursions(); r++) {
      int recursion = r;
      h =
          scope.residual(
              name,
              h,
              x -> {
                Feature a = unit(scope, name + ".bn_a." + recursion, name + ".conv_a", conv, x);
                return unit(scope, name + ".bn_b." + recursion, name + ".conv_b", conv, a);
              });
      all.add(h.variable());
    }
    int gathered = all.size() * options.features();
    Feature joined = h.with(Channels.concat(all.toArray(SDVariable[]::new)), gathered);
    return unit(
        scope,
        name + ".gate.bn",
        name + ".gate.conv",
        new Conv2d(gathered, options.features(), 1),
        joined);
  }

  private static Feature reconstruct(
      GraphScope scope, int m, int n, int channels, Feature f, Feature enlarged) {
    Feature y = unit(scope, "recon_bn." + m, "recon_conv", new Conv2d(n, channels, 3), f);
    return y.with(y.variable().add(enlarged.variable()));
  }

  /** Normalisation, ReLU, convolution. */
  private static Feature unit(
      GraphScope scope, String norm, String convName, Conv2d conv, Feature x) {
    Feature h = scope.apply(new BatchNorm(conv.inChannels()), norm, x);
    h = scope.apply(new Relu(), norm + ".relu", h);
    return scope.apply(conv.withInit(KernelInit.KAIMING_NORMAL_FAN_IN), convName, h);
  }

  private static SDVariable element(GraphScope scope, SDVariable vector, int index) {
    return scope
        .graph()
        .stridedSlice(vector, new long[] {index}, new long[] {index + 1}, 1)
        .reshape(1, 1, 1, 1);
  }
}
