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
    SDVariable zeros = scope.graph().fill(scope.graph().shape(map), scope.dataType(), 0);
    return map.mul(factor.add(zeros));
  }
}
