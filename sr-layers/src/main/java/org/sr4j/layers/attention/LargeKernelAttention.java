package org.sr4j.layers.attention;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DepthwiseConv2d;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Large kernel attention (Guo et al. 2023, in the order of Xie et al. 2023, LKDN), {@code [N,C,H,W]
 * -> [N,C,H,W]}: {@code y = x * DWD(DW(PW(x)))}; PW a 1x1 convolution, DW a depthwise 5x5 and DWD a
 * depthwise 5x5 of dilation 3, which together see 17x17 pixels.
 *
 * <p>Weights: {@code pointwise}, {@code depthwise}, {@code depthwise_dilated}, each with bias.
 *
 * @param channels C
 */
public record LargeKernelAttention(int channels) implements Layer {

  public LargeKernelAttention {
    new OptionCheck("LargeKernelAttention").positive("channels", channels);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    Feature mixed = scope.apply(new Conv2d(channels, channels, 1), "pointwise", x);
    Feature local = scope.apply(new DepthwiseConv2d(channels, 5), "depthwise", mixed);
    Feature wide =
        scope.apply(new DepthwiseConv2d(channels, 5).withDilation(3), "depthwise_dilated", local);
    return x.with(x.variable().mul(wide.variable()));
  }
}
