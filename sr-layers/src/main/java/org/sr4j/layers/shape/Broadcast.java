package org.sr4j.layers.shape;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Phase;

/** Products of feature maps with smaller maps: scales per channel, attention. */
public final class Broadcast {

  private Broadcast() {}

  /**
   * {@code map * factor}, the factor broadcast to the map's shape {@code [N,C,H,W]}.
   *
   * <p>While training the factor is spread out by an addition first: the gradient of ND4J's
   * broadcasting multiplication tiles both operands and takes many times as long as the gradients
   * of a broadcasting addition and an equal-shaped multiplication together.
   */
  public static SDVariable multiply(GraphScope scope, SDVariable map, SDVariable factor) {
    if (scope.phase() == Phase.INFERENCE) {
      return map.mul(factor);
    }
    return map.mul(spread(scope, factor, map));
  }

  /** {@code small} repeated to the shape of {@code like}. */
  public static SDVariable spread(GraphScope scope, SDVariable small, SDVariable like) {
    return small.add(scope.graph().fill(scope.graph().shape(like), scope.dataType(), 0));
  }
}
