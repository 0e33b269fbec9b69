package org.sr4j.layers.norm;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.graph.Phase;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Broadcast;
import org.sr4j.layers.shape.Inputs;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, algorithm 1), {@code [N,C,H,W] -> [N,C,H,W]}: {@code
 * y = gamma * (x - mean) / sqrt(var + epsilon) + beta} per channel.
 *
 * <p>While training, mean and variance are those of the batch, over N, H and W, and the running
 * averages take {@code (1 - momentum) * running + momentum * batch}, with the unbiased variance. In
 * inference the running averages are used. PyTorch's conventions throughout.
 *
 * <p>Weights: {@code weight [C]}, {@code bias [C]}; buffers: {@code running_mean [C]}, {@code
 * running_var [C]}.
 *
 * @param channels C
 * @param epsilon added to the variance
 * @param momentum weight of the batch in the running averages
 */
public record BatchNorm(int channels, double epsilon, double momentum) implements Layer {

  public BatchNorm {
    OptionCheck check = new OptionCheck("BatchNorm");
    check.positive("channels", channels);
    check.positive("epsilon", epsilon);
    if (!(momentum > 0 && momentum <= 1)) {
      throw check.refuse("momentum", momentum, "a number above 0, at most 1");
    }
  }

  /** Epsilon 1e-5, momentum 0.1. */
  public BatchNorm(int channels) {
    this(channels, 1e-5, 0.1);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    return x.with(
        scope.phase() == Phase.TRAINING
            ? normalised(scope, x.variable())
            : x.variable()
                .mul(perChannel(scale(scope)))
                .add(perChannel(shift(scope, scale(scope)))));
  }

  /** {@code gamma / sqrt(running_var + epsilon)}, {@code [C]}. */
  SDVariable scale(GraphScope scope) {
    return gamma(scope).div(root(scope, runningVar(scope)));
  }

  /** {@code beta - running_mean * scale}, {@code [C]}. */
  SDVariable shift(GraphScope scope, SDVariable scale) {
    return beta(scope).sub(runningMean(scope).mul(scale));
  }

  private SDVariable normalised(GraphScope scope, SDVariable x) {
    SDVariable mean = x.mean(true, 0, 2, 3);
    SDVariable centred = x.sub(mean);
    SDVariable variance = centred.mul(centred).mean(true, 0, 2, 3);
    track(scope, runningMean(scope), mean.reshape(channels));
    track(scope, runningVar(scope), variance.reshape(channels).mul(unbiased(scope, x)));
    SDVariable factor = perChannel(gamma(scope)).div(root(scope, variance));
    return Broadcast.multiply(scope, centred, factor).add(perChannel(beta(scope)));
  }

  /** {@code n / (n - 1)}, n being the values per channel; 1 where there is only one. */
  private SDVariable unbiased(GraphScope scope, SDVariable x) {
    SDVariable n = scope.graph().size(x).castTo(scope.dataType()).div(channels);
    return n.div(scope.graph().math().max(n.sub(1.0), n.mul(0.0).add(1.0)));
  }

  private void track(GraphScope scope, SDVariable running, SDVariable batch) {
    scope.update(running, running.mul(1 - momentum).add(batch.mul(momentum)));
  }

  private SDVariable root(GraphScope scope, SDVariable variance) {
    return scope.graph().math().sqrt(variance.add(epsilon));
  }

  private SDVariable perChannel(SDVariable values) {
    return values.reshape(1, channels, 1, 1);
  }

  private SDVariable gamma(GraphScope scope) {
    return scope.weight("weight", ParameterSpec.plain(Init.ones(), channels));
  }

  private SDVariable beta(GraphScope scope) {
    return scope.weight("bias", ParameterSpec.plain(Init.zeros(), channels));
  }

  private SDVariable runningMean(GraphScope scope) {
    return scope.buffer("running_mean", ParameterSpec.plain(Init.zeros(), channels));
  }

  private SDVariable runningVar(GraphScope scope) {
    return scope.buffer("running_var", ParameterSpec.plain(Init.ones(), channels));
  }
}
