package org.sr4j.layers.conv;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Inverted residual without expansion (Sandler et al. 2018, MobileNetV2, t = 1), {@code [N,C,H,W]
 * -> [N,C,H,W]}: {@code y = x + PW(relu6(DW(x)))}; without biases and normalisation, as the
 * compressed s-LWSR has it.
 *
 * <p>Weights: {@code dw.weight [C,1,k,k]}, {@code pw.weight [C,C,1,1]}.
 *
 * @param channels C
 * @param kernel odd side of the depthwise kernels in pixels
 */
public record InvertedResidual(int channels, int kernel) implements Layer {

  private static final double CEILING = 6;

  public InvertedResidual {
    OptionCheck check = new OptionCheck("InvertedResidual");
    check.positive("channels", channels);
    check.odd("kernel", kernel);
  }

  /** A 3x3 kernel. */
  public InvertedResidual(int channels) {
    this(channels, 3);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    return scope.residual(
        "residual",
        x,
        in -> {
          Feature local =
              scope.apply(new DepthwiseConv2d(channels, kernel).withoutBias(), "dw", in);
          Feature bounded =
              local.with(scope.graph().math().clipByValue(local.variable(), 0, CEILING));
          return scope.apply(new Conv2d(channels, channels, 1).withoutBias(), "pw", bounded);
        });
  }
}
