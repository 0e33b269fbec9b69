package org.sr4j.layers.conv;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Blueprint separable convolution, unconstrained (Haase and Amthor 2020, BSConv-U), {@code
 * [N,inChannels,H,W] -> [N,outChannels,H,W]}: {@code y = DW(PW(x))}, a 1x1 convolution without bias
 * and then a depthwise one with bias.
 *
 * <p>Weights: {@code pw.weight [O,I,1,1]}, {@code dw.weight [O,1,k,k]}, {@code dw.bias [O]}.
 *
 * @param inChannels I
 * @param outChannels O
 * @param kernel odd side of the depthwise kernels in pixels
 */
public record BlueprintConv(int inChannels, int outChannels, int kernel) implements Layer {

  public BlueprintConv {
    OptionCheck check = new OptionCheck("BlueprintConv");
    check.positive("inChannels", inChannels);
    check.positive("outChannels", outChannels);
    check.odd("kernel", kernel);
  }

  /** A 3x3 kernel. */
  public BlueprintConv(int inChannels, int outChannels) {
    this(inChannels, outChannels, 3);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, inChannels);
    Feature mixed = scope.apply(new Conv2d(inChannels, outChannels, 1).withoutBias(), "pw", x);
    return scope.apply(new DepthwiseConv2d(outChannels, kernel), "dw", mixed);
  }
}
