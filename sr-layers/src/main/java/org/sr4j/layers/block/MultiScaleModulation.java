package org.sr4j.layers.block;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.conv.DynamicSnakeConv;
import org.sr4j.layers.conv.DynamicSnakeConv.Direction;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Multi-scale modulation of LMFN (ICASSP 2025, eqs. (3) to (5)), {@code [N,C,H,W] -> [N,C,H,W]}:
 * {@link SpatiallyAdaptiveModulation} with a {@link DynamicSnakeConv} in place of each depthwise
 * convolution, along x on even levels and along y on odd ones. The paper does not print the
 * directions, the kernel or the normalisation; these are this library's reading. Size-specific; H
 * and W must be at least {@code 2^(levels-1)}.
 *
 * @param channels C, a multiple of the levels
 * @param levels number of channel groups
 * @param kernel taps of the snake convolutions, odd
 * @param normalised whether their steps and outputs are normalised
 */
public record MultiScaleModulation(int channels, int levels, int kernel, boolean normalised)
    implements Layer {

  public MultiScaleModulation {
    OptionCheck check = new OptionCheck("MultiScaleModulation");
    check.positive("channels", channels);
    check.divides("levels", levels, channels, "channels");
    check.odd("kernel", kernel);
  }

  /** Four levels, normalised. */
  public MultiScaleModulation(int channels, int kernel) {
    this(channels, 4, kernel, true);
  }

  /** Least height and width of the input. */
  public int minSize() {
    return new MultiLevelModulation(channels, levels).minSize();
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    return new MultiLevelModulation(channels, levels).define(scope, x, this::cell);
  }

  private DynamicSnakeConv cell(int level) {
    int width = channels / levels;
    DynamicSnakeConv cell =
        new DynamicSnakeConv(
            width, width, kernel, level % 2 == 0 ? Direction.HORIZONTAL : Direction.VERTICAL);
    return normalised ? cell : cell.withoutNormalisation();
  }
}
