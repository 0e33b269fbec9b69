package org.sr4j.layers.block;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.LeakyRelu;
import org.sr4j.layers.attention.ContrastChannelAttention;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;

/**
 * Information multi-distillation block (Hui et al. 2019, IMDN, figure 3), {@code [N,C,H,W] ->
 * [N,C,H,W]}: three 3x3 convolutions each keep a quarter of their channels and pass on the rest, a
 * fourth makes the last quarter; the quarters go through {@link ContrastChannelAttention} and a 1x1
 * convolution and are added to the input. The activation is a leaky ReLU of slope 0.05.
 *
 * <p>Weights: {@code c1} to {@code c5}, each with bias, and {@code cca.*}.
 *
 * @param channels C, a multiple of 4
 * @param reduction of the channel attention
 */
public record InformationMultiDistillation(int channels, int reduction) implements Layer {

  private static final LeakyRelu ACTIVATION = new LeakyRelu(0.05);

  public InformationMultiDistillation {
    OptionCheck check = new OptionCheck("InformationMultiDistillation");
    check.multipleOf("channels", channels, 4);
    check.divides("reduction", reduction, channels, "channels");
  }

  /** Reduction 16. */
  public InformationMultiDistillation(int channels) {
    this(channels, 16);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    return scope.residual("residual", x, in -> branch(scope, in));
  }

  private Feature branch(GraphScope scope, Feature x) {
    int kept = channels / 4;
    SDVariable[] quarters = new SDVariable[4];
    Feature remaining = x;
    for (int step = 0; step < 3; step++) {
      Conv2d conv = new Conv2d(remaining.channels(), channels, 3);
      Feature features =
          scope.apply(ACTIVATION, "act", scope.apply(conv, "c" + (step + 1), remaining));
      quarters[step] = Channels.range(features.variable(), 0, kept);
      remaining =
          features.with(Channels.range(features.variable(), kept, channels), channels - kept);
    }
    quarters[3] = scope.apply(new Conv2d(channels - kept, kept, 3), "c4", remaining).variable();
    Feature joined = x.with(Channels.concat(quarters));
    Feature attended =
        scope.apply(new ContrastChannelAttention(channels, reduction), "cca", joined);
    return scope.apply(new Conv2d(channels, channels, 1), "c5", attended);
  }
}
