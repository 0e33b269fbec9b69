package org.sr4j.layers.block;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.conv.DepthwiseConv2d;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Spatially-adaptive feature modulation (Sun et al. 2023, SAFMN, eqs. (2) to (5)), {@code [N,C,H,W]
 * -> [N,C,H,W]}: the channels are split into levels; level i is max-pooled by 2^i, convolved
 * depthwise (3x3) and enlarged to the nearest pixel; {@code y = x * gelu(W [levels])}.
 * Size-specific; H and W must be at least {@code 2^(levels-1)}.
 *
 * <p>Weights: {@code mfr.0} to {@code mfr.3}, {@code aggr}, each with bias.
 *
 * @param channels C, a multiple of the levels
 * @param levels number of channel groups
 */
public record SpatiallyAdaptiveModulation(int channels, int levels) implements Layer {

  public SpatiallyAdaptiveModulation {
    OptionCheck check = new OptionCheck("SpatiallyAdaptiveModulation");
    check.positive("channels", channels);
    check.divides("levels", levels, channels, "channels");
  }

  /** Four levels. */
  public SpatiallyAdaptiveModulation(int channels) {
    this(channels, 4);
  }

  /** Least height and width of the input. */
  public int minSize() {
    return new MultiLevelModulation(channels, levels).minSize();
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    DepthwiseConv2d cell = new DepthwiseConv2d(channels / levels, 3);
    return new MultiLevelModulation(channels, levels).define(scope, x, level -> cell);
  }
}
