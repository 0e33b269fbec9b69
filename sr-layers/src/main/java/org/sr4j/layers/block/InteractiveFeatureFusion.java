package org.sr4j.layers.block;

import java.util.List;
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
    check.multipleOf("channels", channels, 8);
    check.odd("kernel", kernel);
  }

  /** Normalised. */
  public InteractiveFeatureFusion(int channels, int kernel) {
    this(channels, kernel, true);
  }

  /**
   * A step of the fusion: each half h of a pair becomes {@code cell(h)} plus the mean of the pair.
   *
   * @param name of the cells' weights, before {@code l} and {@code m}
   * @param cell {@code [N,C/2,H,W] -> [N,C/2,H,W]}, of which each half has its own
   */
  public record Step(String name, Layer cell) {}

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    int half = channels / 2;
    return define(
        scope,
        x,
        List.of(
            new Step("lka_", new LargeKernelAttention(half)),
            new Step("msm_", new MultiScaleModulation(half, LEVELS, kernel, normalised))));
  }

  /** The fusion with other steps. */
  public Feature define(GraphScope scope, Feature x, List<Step> steps) {
    SDVariable[] halves = Channels.split(x.variable(), channels, 2);
    for (Step step : steps) {
      halves = exchange(scope, x, halves, step);
    }
    Conv2d join = new Conv2d(channels, channels, 1);
    Feature joined = scope.apply(join, "proj", x.with(Channels.concat(halves)));
    return x.with(joined.variable().add(x.variable()));
  }

  /** Each half through its cell, plus the mean of both halves. */
  private SDVariable[] exchange(GraphScope scope, Feature x, SDVariable[] halves, Step step) {
    SDVariable mean = halves[0].add(halves[1]).mul(0.5);
    SDVariable[] outputs = new SDVariable[2];
    String[] branches = {"l", "m"};
    for (int i = 0; i < 2; i++) {
      Feature half = x.with(halves[i], channels / 2);
      outputs[i] = scope.apply(step.cell(), step.name() + branches[i], half).variable().add(mean);
    }
    return outputs;
  }
}
