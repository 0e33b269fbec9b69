package org.sr4j.layers.norm;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.layers.conv.FoldableConvolution;
import org.sr4j.layers.shape.Inputs;

/**
 * A convolution followed by batch normalisation. In inference both are one convolution: {@code W' =
 * W * gamma / sqrt(var + epsilon)}, {@code b' = (b - mean) * gamma / sqrt(var + epsilon) + beta}.
 *
 * @param conv the convolution
 * @param convName name of its weights' scope
 * @param norm the normalisation of its output channels
 * @param normName name of its weights' scope
 */
public record ConvBatchNorm(
    FoldableConvolution conv, String convName, BatchNorm norm, String normName) implements Layer {

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    if (scope.phase() == Phase.TRAINING) {
      return scope.apply(norm, normName, scope.apply(conv, convName, x));
    }
    GraphScope normScope = scope.child(normName);
    SDVariable scale = norm.scale(normScope);
    return conv.defineFolded(scope.child(convName), scale, norm.shift(normScope, scale), x);
  }
}
