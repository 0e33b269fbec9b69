package org.sr4j.layers.block;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.LeakyRelu;
import org.sr4j.layers.attention.EnhancedSpatialAttention;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;

/**
 * Residual feature distillation block (Liu et al. 2020, RFDN, figure 2), {@code [N,C,H,W] ->
 * [N,C,H,W]}: three steps each distil C/2 channels with a 1x1 convolution and refine all with a
 * shallow residual block {@code act(x + conv3x3(x))}; a 3x3 convolution makes the last C/2; a 1x1
 * convolution joins them and {@link EnhancedSpatialAttention} follows. The activation is a leaky
 * ReLU of slope 0.05; the block has no skip of its own.
 *
 * <p>Height and width must be at least {@value EnhancedSpatialAttention#MIN_SIZE}.
 *
 * <p>Weights: {@code c1_d}, {@code c1_r} to {@code c3_r}, {@code c4}, {@code c5}, {@code esa.*}.
 *
 * @param channels C, even
 * @param attentionFeatures channels inside the attention
 */
public record ResidualFeatureDistillation(int channels, int attentionFeatures) implements Layer {

  private static final LeakyRelu ACTIVATION = new LeakyRelu(0.05);

  public ResidualFeatureDistillation {
    OptionCheck check = new OptionCheck("ResidualFeatureDistillation");
    check.multipleOf("channels", channels, 2);
    check.positive("attentionFeatures", attentionFeatures);
  }

  /** A quarter of the channels inside the attention. */
  public ResidualFeatureDistillation(int channels) {
    this(channels, Math.max(1, channels / 4));
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    int half = channels / 2;
    SDVariable[] distilled = new SDVariable[4];
    Feature refined = x;
    for (int step = 1; step <= 3; step++) {
      Conv2d distil = new Conv2d(channels, half, 1);
      distilled[step - 1] =
          activated(scope, scope.apply(distil, "c" + step + "_d", refined)).variable();
      refined = shallowResidual(scope, "c" + step + "_r", refined);
    }
    distilled[3] =
        activated(scope, scope.apply(new Conv2d(channels, half, 3), "c4", refined)).variable();
    Feature joined = x.with(Channels.concat(distilled), 4 * half);
    Feature mixed = scope.apply(new Conv2d(4 * half, channels, 1), "c5", joined);
    return scope.apply(new EnhancedSpatialAttention(channels, attentionFeatures), "esa", mixed);
  }

  private Feature shallowResidual(GraphScope scope, String name, Feature x) {
    Conv2d refine = new Conv2d(channels, channels, 3);
    return activated(scope, scope.residual(name, x, in -> scope.apply(refine, name, in)));
  }

  private static Feature activated(GraphScope scope, Feature x) {
    return scope.apply(ACTIVATION, "act", x);
  }
}
