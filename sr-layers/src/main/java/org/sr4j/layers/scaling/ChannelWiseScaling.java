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
 * [N,C,H,W]}: {@code x^ = alpha * x} with a trained factor per channel, 0.9 at first.
 *
 * <p>Weight: {@code alpha [1,C,1,1]}.
 *
 * @param channels C
 */
public record ChannelWiseScaling(int channels) implements Layer {

  private static final double INITIAL = 0.9;

  public ChannelWiseScaling {
    new OptionCheck("ChannelWiseScaling").positive("channels", channels);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    SDVariable alpha =
        scope.weight("alpha", ParameterSpec.plain(Init.constant(INITIAL), 1, channels, 1, 1));
    return x.with(Broadcast.multiply(scope, x.variable(), alpha));
  }
}
