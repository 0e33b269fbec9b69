package org.sr4j.layers.scaling;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Broadcast;
import org.sr4j.layers.shape.Inputs;

/**
 * Channel-wise scaling of a residual's input (CWSS, ICASSP 2022, eq. (8)), {@code [N,C,H,W] ->
 * [N,C,H,W]}: {@code x^ = alpha * x} with a trained factor per channel.
 *
 * <p>Weight: {@code alpha [1,C,1,1]}.
 *
 * @param channels C
 * @param initial alpha at first, the same for all channels; 1 leaves a trained network as it is
 */
public record ChannelWiseScaling(int channels, double initial) implements Layer {

  /** The paper's initial value. */
  public static final double INITIAL = 0.9;

  public ChannelWiseScaling {
    OptionCheck check = new OptionCheck("ChannelWiseScaling");
    check.positive("channels", channels);
    check.finite("initial", initial);
  }

  /** With the paper's initial value. */
  public ChannelWiseScaling(int channels) {
    this(channels, INITIAL);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    SDVariable alpha =
        scope.weight("alpha", ParameterSpec.plain(Init.constant(initial), 1, channels, 1, 1));
    return x.with(Broadcast.multiply(scope, x.variable(), alpha));
  }
}
