package org.sr4j.layers.attention;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Contrast-aware channel attention (Hui et al. 2019, IMDN, eq. (5)), {@code [N,C,H,W] ->
 * [N,C,H,W]}: {@link ChannelAttention} of the sum of mean and standard deviation over height and
 * width, the deviation of the population.
 *
 * <p>Weights as in {@link ChannelAttention}.
 *
 * @param channels C
 * @param reduction r
 */
public record ContrastChannelAttention(int channels, int reduction) implements Layer {

  /** Keeps the square root's gradient finite on a constant map; its root, 1e-6, changes nothing. */
  private static final double VARIANCE_FLOOR = 1e-12;

  public ContrastChannelAttention {
    OptionCheck check = new OptionCheck("ContrastChannelAttention");
    check.positive("channels", channels);
    check.divides("reduction", reduction, channels, "channels");
  }

  /** Reduction 16. */
  public ContrastChannelAttention(int channels) {
    this(channels, 16);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    Feature mean = scope.globalMean("attention", x);
    SDVariable deviation = x.variable().sub(mean.variable());
    Feature variance = scope.globalMean("contrast", x.with(deviation.mul(deviation)));
    SDVariable contrast = scope.graph().math().sqrt(variance.variable().add(VARIANCE_FLOOR));
    return new ChannelGate(channels, reduction)
        .apply(scope, x, mean.with(contrast.add(mean.variable())));
  }
}
