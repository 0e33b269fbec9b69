package org.sr4j.models.network.slwsr;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.activation.Relu6;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DepthwiseConv2d;

/**
 * What a block of s-LWSR adds to its input, {@code [N,C,H,W] -> [N,C,H,W]}: two 3x3 convolutions
 * ({@code body.0.*}, {@code body.2.*}), or, compressed, a depthwise and a pointwise one ({@code
 * dw.weight}, {@code pw.weight}).
 *
 * @param features C
 * @param activation whether the ReLU is kept
 * @param compressed MobileNetV2's inverted residual of expansion 1, without biases
 * @param between whether the ReLU stands between the convolutions
 * @param scale factor of the branch
 */
record ResidualBranch(
    int features, boolean activation, boolean compressed, boolean between, double scale)
    implements Layer {

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = inputs[0];
    boolean activate = activation && between;
    Feature h;
    if (compressed) {
      h = scope.apply(new DepthwiseConv2d(features, 3).withoutBias(), "dw", x);
      h = activate ? scope.apply(new Relu6(), "act", h) : h;
      h = scope.apply(new Conv2d(features, features, 1).withoutBias(), "pw", h);
    } else {
      Conv2d conv = new Conv2d(features, features, 3);
      h = scope.apply(conv, "body.0", x);
      h = activate ? scope.apply(new Relu(), "body.1", h) : h;
      h = scope.apply(conv, "body.2", h);
    }
    SDVariable scaled = scale == 1 ? h.variable() : h.variable().mul(scale);
    return h.with(scaled);
  }
}
