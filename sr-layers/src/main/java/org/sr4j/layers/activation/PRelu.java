package org.sr4j.layers.activation;

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
 * Parametric rectified linear unit (He et al. 2015, eq. (1)), {@code [N,C,H,W] -> [N,C,H,W]}:
 * {@code y = max(0, x) + a_c * min(0, x)} with a trained slope per channel.
 *
 * <p>Weight: {@code weight [C]}.
 *
 * @param channels C
 * @param slope initial slope
 */
public record PRelu(int channels, double slope) implements Layer {

  public PRelu {
    new OptionCheck("PRelu").positive("channels", channels);
  }

  /** Slopes begin at 0.25. */
  public PRelu(int channels) {
    this(channels, 0.25);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    SDVariable slopes = scope.weight("weight", ParameterSpec.plain(Init.constant(slope), channels));
    return x.with(
        scope.phase() == Phase.TRAINING
            ? composed(scope, x.variable(), slopes.reshape(1, channels, 1, 1))
            : scope.graph().nn().prelu(x.variable(), slopes.reshape(channels, 1, 1), 2, 3));
  }

  /** The gradient of ND4J's own operation refuses maps of more than 64 values per slope. */
  private static SDVariable composed(GraphScope scope, SDVariable x, SDVariable slopes) {
    SDVariable positive = scope.graph().nn().relu(x, 0);
    return positive.add(Broadcast.multiply(scope, x.sub(positive), slopes));
  }
}
