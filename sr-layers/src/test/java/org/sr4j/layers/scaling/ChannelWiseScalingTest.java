package org.sr4j.layers.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
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

  @Test
  void factorsBeginAsAskedFor() {
    assertThat(alpha(new ChannelWiseScaling(2))).containsExactly(0.9f, 0.9f);
    assertThat(alpha(new ChannelWiseScaling(2, 1))).containsExactly(1, 1);
  }

  private static float[] alpha(ChannelWiseScaling layer) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      new GraphBuilder(store).build(layer, List.of(layer.channels()));
      return store.weights(Map.of()).tensor("alpha").orElseThrow().data();
    }
  }
}
