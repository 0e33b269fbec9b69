package org.sr4j.layers.conv;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Layout;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.norm.BatchNorm;
import org.sr4j.layers.norm.GroupNorm;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Broadcast;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;
import org.sr4j.layers.shape.Lines;

/**
 * Dynamic snake convolution (Qi et al. 2023, eqs. (1) to (4)), {@code [N,inChannels,H,W] ->
 * [N,outChannels,H,W]}: a strip of k taps that bends with the picture. Tap t of a strip along x is
 * read at {@code (y + S_t, x + t - c)} with c = k div 2, {@code S_c = 0} and {@code S_(c+-m) =
 * S_(c+-(m-1)) + extent * d_(c+-m)}; the steps d are {@code tanh(norm(conv3x3(x)))}. Positions are
 * clamped to the picture, values between pixels are interpolated linearly.
 *
 * <p>A tap moves at most |t - c| * extent pixels, so the interpolated value is written as a sum of
 * shifted copies, {@code sum_k relu(1 - |S_t - k|) * x(y + k)}.
 *
 * <p>Weights: {@code offset_conv.*} (2k channels: k for y, k for x), {@code gn_offset.*} or {@code
 * bn.*}, {@code dsc_conv_x.weight [O,I,k,1]} for strips along x or {@code dsc_conv_y.weight
 * [O,I,1,k]} for strips along y, its bias, and {@code gn.*} where the output is normalised.
 *
 * @param inChannels I
 * @param outChannels O; a multiple of max(1, O div 4) where the output is normalised
 * @param kernel k, odd
 * @param direction of the strip at rest
 * @param extent how far a tap may leave its neighbour, in pixels
 * @param offsetNorm normalisation of the steps before tanh
 * @param normalised whether group normalisation (O div 4 groups) and ReLU follow
 */
public record DynamicSnakeConv(
    int inChannels,
    int outChannels,
    int kernel,
    Direction direction,
    double extent,
    OffsetNorm offsetNorm,
    boolean normalised)
    implements Layer {

  /** Where the strip lies at rest. */
  public enum Direction {
    /** Along x, bending in y: morph 0 of the official code. */
    HORIZONTAL,
    /** Along y, bending in x: morph 1. */
    VERTICAL
  }

  /** Normalisation of the steps. */
  public enum OffsetNorm {
    NONE,
    /** k groups of two channels. */
    GROUP,
    BATCH
  }

  public DynamicSnakeConv {
    OptionCheck check = new OptionCheck("DynamicSnakeConv");
    check.positive("inChannels", inChannels);
    check.positive("outChannels", outChannels);
    check.odd("kernel", kernel);
    check.positive("extent", extent);
    if (normalised) {
      check.divides("outChannels div 4", Math.max(1, outChannels / 4), outChannels, "channels");
    }
  }

  /** Extent 1, group normalisation of steps and output. */
  public DynamicSnakeConv(int inChannels, int outChannels, int kernel, Direction direction) {
    this(inChannels, outChannels, kernel, direction, 1, OffsetNorm.GROUP, true);
  }

  public DynamicSnakeConv withOffsetNorm(OffsetNorm other) {
    return new DynamicSnakeConv(
        inChannels, outChannels, kernel, direction, extent, other, normalised);
  }

  public DynamicSnakeConv withoutNormalisation() {
    return new DynamicSnakeConv(
        inChannels, outChannels, kernel, direction, extent, OffsetNorm.NONE, false);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, inChannels);
    SDVariable[] offsets = offsets(scope, x);
    int along = direction == Direction.HORIZONTAL ? 3 : 2;
    int across = 5 - along;
    int centre = kernel / 2;
    SDVariable padded =
        Lines.replicateBorder(Lines.replicateBorder(x.variable(), along, centre), across, reach(0));
    SDVariable[] taps = new SDVariable[kernel];
    for (int t = 0; t < kernel; t++) {
      SDVariable line = window(padded, along, centre, t - centre);
      taps[t] =
          t == centre
              ? window(line, across, reach(0), 0)
              : bent(scope, line, across, offsets[t], reach(t));
    }
    Feature y = x.with(strip(scope, Channels.concat(taps)), outChannels);
    if (!normalised) {
      return y;
    }
    GroupNorm norm = new GroupNorm(Math.max(1, outChannels / 4), outChannels);
    return scope.apply(new Relu(), "relu", scope.apply(norm, "gn", y));
  }

  /** The farthest that tap t can be displaced, in whole pixels. */
  private int reach(int t) {
    return (int) Math.ceil(Math.abs(t - kernel / 2) * extent);
  }

  /** S_t for every tap but the centre's, {@code [N,1,H,W]}. */
  private SDVariable[] offsets(GraphScope scope, Feature x) {
    int channels = 2 * kernel;
    Feature raw = scope.apply(new Conv2d(inChannels, channels, 3), "offset_conv", x);
    Feature normal =
        switch (offsetNorm) {
          case NONE -> raw;
          case GROUP -> scope.apply(new GroupNorm(kernel, channels), "gn_offset", raw);
          case BATCH -> scope.apply(new BatchNorm(channels), "bn", raw);
        };
    SDVariable steps = scope.graph().math().tanh(normal.variable()).mul(extent);
    int first = direction == Direction.HORIZONTAL ? 0 : kernel;
    int centre = kernel / 2;
    SDVariable[] sums = new SDVariable[kernel];
    for (int m = 1; m <= centre; m++) {
      for (int t : new int[] {centre - m, centre + m}) {
        SDVariable step = Channels.range(steps, first + t, first + t + 1);
        sums[t] = m == 1 ? step : step.add(sums[t < centre ? t + 1 : t - 1]);
      }
    }
    return sums;
  }

  /** The lines that lie {@code shift} from where they are read; {@code border} were added. */
  private static SDVariable window(SDVariable padded, int axis, int border, int shift) {
    return border == 0 ? padded : Lines.range(padded, axis, border + shift, shift - border);
  }

  /** {@code sum_k relu(1 - |S - k|) * x(. + k)} for |k| up to {@code reach}. */
  private SDVariable bent(
      GraphScope scope, SDVariable line, int across, SDVariable offset, int reach) {
    SDVariable sum = null;
    for (int k = -reach; k <= reach; k++) {
      SDVariable distance = scope.graph().math().abs(offset.sub(k));
      SDVariable share = scope.graph().nn().relu(distance.rsub(1.0), 0);
      SDVariable copy = Broadcast.multiply(scope, window(line, across, reach(0), k), share);
      sum = sum == null ? copy : sum.add(copy);
    }
    return sum;
  }

  /** The strip's kernel over the taps side by side: a 1x1 convolution of k*I channels. */
  private SDVariable strip(GraphScope scope, SDVariable taps) {
    boolean horizontal = direction == Direction.HORIZONTAL;
    int fanIn = inChannels * kernel;
    Init init = Init.torchDefault(fanIn);
    GraphScope named = scope.child(horizontal ? "dsc_conv_x" : "dsc_conv_y");
    SDVariable weight =
        named.weight(
            "weight",
            new ParameterSpec(
                Layout.CONVOLUTION,
                init,
                outChannels,
                inChannels,
                horizontal ? kernel : 1,
                horizontal ? 1 : kernel));
    SDVariable bias = named.weight("bias", ParameterSpec.plain(init, outChannels));
    Conv2DConfig config = Conv2DConfig.builder().kH(1).kW(1).build();
    return scope.graph().cnn().conv2d(taps, weight.reshape(1, 1, fanIn, outChannels), bias, config);
  }
}
