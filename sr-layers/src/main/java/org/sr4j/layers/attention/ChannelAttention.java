package org.sr4j.layers.attention;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Channel attention (Zhang et al. 2018, RCAN, eqs. (10) and (11)), {@code [N,C,H,W] -> [N,C,H,W]}:
 * {@code y = x * sigmoid(W2 relu(W1 mean(x)))}, with the mean over height and width.
 *
 * <p>Weights: {@code conv_du.0.weight [C/r,C,1,1]}, {@code conv_du.0.bias}, {@code conv_du.2.weight
 * [C,C/r,1,1]}, {@code conv_du.2.bias}.
 *
 * @param channels C
 * @param reduction r
 */
public record ChannelAttention(int channels, int reduction) implements Layer {

  public ChannelAttention {
    OptionCheck check = new OptionCheck("ChannelAttention");
    check.positive("channels", channels);
    check.divides("reduction", reduction, channels, "channels");
  }

  /** Reduction 16. */
  public ChannelAttention(int channels) {
    this(channels, 16);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    return new ChannelGate(channels, reduction).apply(scope, x, scope.globalMean("attention", x));
  }
}
