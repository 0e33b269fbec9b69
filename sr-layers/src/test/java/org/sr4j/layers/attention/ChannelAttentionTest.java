package org.sr4j.layers.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Phase;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.testing.Gradients;
import org.sr4j.layers.testing.LayerCheck;

class ChannelAttentionTest {

  @Test
  void equalsTheReference() {
    try (LayerCheck check = LayerCheck.of("blocks/ca_r8", new ChannelAttention(32, 8))) {
      check.values().gradients();
      check.phase(Phase.INFERENCE).values();
    }
  }

  @Test
  void contrastFormEqualsTheReference() {
    try (LayerCheck check = LayerCheck.of("blocks/cca_r8", new ContrastChannelAttention(32, 8))) {
      check.values().gradients();
      check.phase(Phase.INFERENCE).values();
    }
  }

  /** The gradient of a standard deviation of 0 must not be infinite. */
  @Test
  void contrastOfAConstantMapHasFiniteGradients() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      NetworkGraph graph =
          new GraphBuilder(store)
              .phase(Phase.TRAINING)
              .build(new ContrastChannelAttention(4, 2), List.of(4));
      Gradients gradients = Gradients.ofProjection(graph);
      INDArray flat = Nd4j.ones(DataType.FLOAT, 1, 4, 5, 5);
      Map<String, INDArray> got =
          gradients.of(Map.of("x0", flat, gradients.label(), flat), List.of("x0"));
      assertThat(got.get("x0").isNaN().any() || got.get("x0").isInfinite().any()).isFalse();
    }
  }
}
