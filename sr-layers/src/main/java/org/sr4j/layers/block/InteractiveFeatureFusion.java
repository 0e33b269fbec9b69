package org.sr4j.layers.block;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.attention.LargeKernelAttention;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;

/**
 * Interactive feature fusion of LMFN (ICASSP 2025, eqs. (6) to (8)), {@code [N,C,H,W] ->
 * [N,C,H,W]}: with the input's halves l and m, {@code z_l = LKA(l) + (l+m)/2}, {@code z_m = LKA'(m)
 * + (l+m)/2}; likewise {@code o_l = MSM(z_l) + (z_l+z_m)/2} and {@code o_m = MSM'(z_m) +
 * (z_l+z_m)/2}; {@code y = x + W [o_l; o_m]}. Each branch has its own weights, which the paper
 * leaves open. Size-specific; H and W must be at least 8.
 *
 * <p>Weights: {@code lka_l.*}, {@code lka_m.*}, {@code msm_l.*}, {@code msm_m.*}, {@code proj.*}.
 *
 * @param channels C, a multiple of 8
 * @param kernel taps of the snake convolutions, odd
 * @param normalised whether the snake convolutions are normalised
 */
public record InteractiveFeatureFusion(int channels, int kernel, boolean normalised)
    implements Layer {

  private static final int LEVELS = 4;

  /** Least height and width of the input. */
  public static final int MIN_SIZE = 1 << (LEVELS - 1);

  public InteractiveFeatureFusion {
    OptionCheck check = new OptionCheck("InteractiveFeatureFusion");
    check.positive("channels", channels);
    check.divides("8", 8, channels, "channels");
    check.odd("kernel", kernel);
  }

  /** Normalised. */
  public InteractiveFeatureFusion(int channels, int kernel) {
    this(channels, kernel, true);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    SDVariable[] halves = Channels.split(x.variable(), channels, 2);
    LargeKernelAttention attention = new LargeKernelAttention(channels / 2);
    SDVariable[] z = exchange(scope, x, halves, attention, "lka_");
    MultiScaleModulation modulation =
        new MultiScaleModulation(channels / 2, LEVELS, kernel, normalised);
    SDVariable[] o = exchange(scope, x, z, modulation, "msm_");
    Conv2d join = new Conv2d(channels, channels, 1);
    Feature joined = scope.apply(join, "proj", x.with(Channels.concat(o)));
    return x.with(joined.variable().add(x.variable()));
  }

  /** Each half through its cell, plus the mean of both halves. */
  private SDVariable[] exchange(
      GraphScope scope, Feature x, SDVariable[] halves, Layer cell, String name) {
    SDVariable mean = halves[0].add(halves[1]).mul(0.5);
    SDVariable[] outputs = new SDVariable[2];
    String[] branches = {"l", "m"};
    for (int i = 0; i < 2; i++) {
      Feature half = x.with(halves[i], channels / 2);
      outputs[i] = scope.apply(cell, name + branches[i], half).variable().add(mean);
    }
    return outputs;
  }
}
