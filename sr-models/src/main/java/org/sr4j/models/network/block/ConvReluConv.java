package org.sr4j.models.network.block;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;

/**
 * The branch of EDSR's residual block: two 3x3 convolutions with a ReLU between, {@code [N,C,H,W]
 * -> [N,C,H,W]}. Weights {@code body.0.*} and {@code body.2.*}.
 *
 * @param channels C
 */
public record ConvReluConv(int channels) implements Layer {

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Conv2d conv = new Conv2d(channels, channels, 3);
    Feature x = scope.apply(conv, "body.0", inputs[0]);
    return scope.apply(conv, "body.2", scope.apply(new Relu(), "body.1", x));
  }
}
