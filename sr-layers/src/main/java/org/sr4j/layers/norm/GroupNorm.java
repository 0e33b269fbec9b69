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
 * Group normalisation (Wu and He 2018, eq. (7)), {@code [N,C,H,W] -> [N,C,H,W]}: {@code y = gamma_c
 * * (x - mean) / sqrt(var + epsilon) + beta_c}, with mean and biased variance of each sample over
 * the channels of a group, height and width. It pools over the whole picture, through the scope's
 * marker.
 *
 * <p>Weights: {@code weight [C]}, {@code bias [C]}.
 *
 * @param groups number of groups
 * @param channels C
 * @param epsilon added to the variance
 */
public record GroupNorm(int groups, int channels, double epsilon) implements Layer {

  public GroupNorm {
    OptionCheck check = new OptionCheck("GroupNorm");
    check.positive("channels", channels);
    check.divides("groups", groups, channels, "channels");
    check.positive("epsilon", epsilon);
  }

  /** Epsilon 1e-5. */
  public GroupNorm(int groups, int channels) {
    this(groups, channels, 1e-5);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    SDVariable mean = groupMean(scope, "mean", x);
    SDVariable centred = x.variable().sub(mean);
    SDVariable variance = groupMean(scope, "variance", x.with(centred.mul(centred)));
    SDVariable inverse = scope.graph().math().sqrt(variance.add(epsilon)).rdiv(1);
    SDVariable gamma = scope.weight("weight", ParameterSpec.plain(Init.ones(), channels));
    SDVariable beta = scope.weight("bias", ParameterSpec.plain(Init.zeros(), channels));
    SDVariable factor = inverse.mul(gamma.reshape(1, channels, 1, 1));
    return x.with(Broadcast.multiply(scope, centred, factor).add(beta.reshape(1, channels, 1, 1)));
  }

  /** Mean over group, height and width, at every channel of the group: {@code [N,C,1,1]}. */
  private SDVariable groupMean(GraphScope scope, String name, Feature x) {
    int size = channels / groups;
    SDVariable perChannel = scope.globalMean(name, x).variable();
    if (size == 1) {
      return perChannel;
    }
    SDVariable grouped = perChannel.reshape(-1, groups, size);
    return Broadcast.spread(scope, grouped.mean(true, 2), grouped).reshape(-1, channels, 1, 1);
  }
}
