package org.sr4j.layers.norm;

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
 * Layer normalisation over the channels of every pixel (Ba et al. 2016, eq. (4)), {@code [N,C,H,W]
 * -> [N,C,H,W]}: {@code y = gamma * (x - mean_c) / sqrt(var_c + epsilon) + beta}, with the biased
 * variance.
 *
 * <p>Weights: {@code weight [C]}, {@code bias [C]}.
 *
 * @param channels C
 * @param epsilon added to the variance
 */
public record ChannelLayerNorm(int channels, double epsilon) implements Layer {

  public ChannelLayerNorm {
    OptionCheck check = new OptionCheck("ChannelLayerNorm");
    check.positive("channels", channels);
    check.positive("epsilon", epsilon);
  }

  /** Epsilon 1e-5. */
  public ChannelLayerNorm(int channels) {
    this(channels, 1e-5);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature input = Inputs.one(this, inputs, channels);
    SDVariable x = input.variable();
    SDVariable centred = x.sub(x.mean(true, 1));
    SDVariable variance = centred.mul(centred).mean(true, 1);
    SDVariable inverse = scope.graph().math().sqrt(variance.add(epsilon)).rdiv(1);
    SDVariable gamma = scope.weight("weight", ParameterSpec.plain(Init.ones(), channels));
    SDVariable beta = scope.weight("bias", ParameterSpec.plain(Init.zeros(), channels));
    SDVariable normal = Broadcast.multiply(scope, centred, inverse);
    SDVariable scaled = Broadcast.multiply(scope, normal, gamma.reshape(1, channels, 1, 1));
    return input.with(scaled.add(beta.reshape(1, channels, 1, 1)));
  }
}
