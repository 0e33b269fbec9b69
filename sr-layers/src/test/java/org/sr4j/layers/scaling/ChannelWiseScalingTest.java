package org.sr4j.layers.scaling;

import org.junit.jupiter.api.Test;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.testing.LayerCheck;

class ChannelWiseScalingTest {

  /** Equation (8): {@code x^ = alpha x, y = x^ + H(x^)}. */
  private static final Layer RESIDUAL =
      (scope, inputs) -> {
        var scaled = new ChannelWiseScaling(16).define(scope, inputs);
        var hidden = scope.apply(new Conv2d(16, 16, 3), "body.0", scaled);
        var branch =
            scope.apply(new Conv2d(16, 16, 3), "body.2", scope.apply(new Relu(), "body.1", hidden));
        return scaled.with(scaled.variable().add(branch.variable()));
      };

  @Test
  void residualEqualsTheReference() {
    try (LayerCheck check = LayerCheck.of("blocks/cwss_residual", RESIDUAL)) {
      check.values().gradients();
    }
  }
}
