package org.sr4j.layers.block;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.Gelu;
import org.sr4j.layers.attention.LargeKernelAttention;
import org.sr4j.layers.conv.BlueprintConv;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.norm.ChannelLayerNorm;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;

/**
 * Large kernel distillation block (Xie et al. 2023, LKDN, figure 3), {@code [N,C,H,W] ->
 * [N,C,H,W]}: three steps each distil C/2 channels with a 1x1 convolution and refine all with a
 * {@link BlueprintConv}, a fourth makes the last C/2; a 1x1 convolution joins them; an attention, a
 * 1x1 convolution and a normalisation of every pixel follow, and the input is added. The activation
 * is GELU.
 *
 * <p>Weights: {@code c1_d}, {@code c1_r} to {@code c3_r}, {@code c4}, {@code c5}, {@code atten.*},
 * {@code c6}, {@code pixel_norm}.
 *
 * @param channels C, even
 */
public record LargeKernelDistillation(int channels) implements Layer {

  public LargeKernelDistillation {
    OptionCheck check = new OptionCheck("LargeKernelDistillation");
    check.multipleOf("channels", channels, 2);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    return define(scope, Inputs.one(this, inputs, channels), new LargeKernelAttention(channels));
  }

  /**
   * The block with another attention.
   *
   * @param attention {@code [N,C,H,W] -> [N,C,H,W]}; its weights are named below {@code atten}
   */
  public Feature define(GraphScope scope, Feature x, Layer attention) {
    return scope.residual("residual", x, in -> branch(scope, in, attention));
  }

  private Feature branch(GraphScope scope, Feature x, Layer attention) {
    int half = channels / 2;
    SDVariable[] distilled = new SDVariable[4];
    Feature refined = x;
    for (int step = 1; step <= 3; step++) {
      Conv2d distil = new Conv2d(channels, half, 1);
      distilled[step - 1] = gelu(scope, scope.apply(distil, "c" + step + "_d", refined)).variable();
      BlueprintConv refine = new BlueprintConv(channels, channels);
      refined = gelu(scope, scope.apply(refine, "c" + step + "_r", refined));
    }
    distilled[3] =
        gelu(scope, scope.apply(new BlueprintConv(channels, half), "c4", refined)).variable();
    Feature joined = x.with(Channels.concat(distilled), 2 * channels);
    Feature mixed = scope.apply(new Conv2d(2 * channels, channels, 1), "c5", joined);
    Feature attended = scope.apply(attention, "atten", mixed);
    Feature projected = scope.apply(new Conv2d(channels, channels, 1), "c6", attended);
    return scope.apply(new ChannelLayerNorm(channels), "pixel_norm", projected);
  }

  private static Feature gelu(GraphScope scope, Feature x) {
    return scope.apply(new Gelu(), "gelu", x);
  }
}
