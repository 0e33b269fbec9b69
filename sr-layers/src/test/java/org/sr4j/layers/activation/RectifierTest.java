package org.sr4j.layers.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;

class RectifierTest {

  private static float[] run(ParameterStore store, Layer layer, float... pixels) {
    NetworkGraph graph = new GraphBuilder(store).build(layer, List.of(2));
    return graph
        .graph()
        .outputSingle(
            Map.of("x0", Nd4j.createFromArray(pixels).reshape(1, 2, 1, 2)), graph.output())
        .data()
        .asFloat();
  }

  @Test
  void reluCutsOffBelowZero() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      assertThat(run(store, new Relu(), -2, 3, 0.5f, -0.5f)).containsExactly(0, 3, 0.5f, 0);
    }
  }

  @Test
  void leakyReluScalesBelowZero() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      assertThat(run(store, new LeakyRelu(0.25), -2, 3, 0.5f, -4))
          .containsExactly(-0.5f, 3, 0.5f, -1);
    }
  }

  @Test
  void preluHasASlopePerChannel() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      assertThat(run(store, new PRelu(2), -2, 3, 1, -4)).containsExactly(-0.5f, 3, 1, -1);
      store.load(
          Weights.of(
              List.of(new Tensor("weight", new long[] {2}, new float[] {0.5f, 2})), Map.of()));
      assertThat(run(store, new PRelu(2), -2, 3, 1, -4)).containsExactly(-1, 3, 1, -8);
    }
  }

  @Test
  void refusesASlopeAboveOne() {
    assertThatThrownBy(() -> new LeakyRelu(2))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "Cannot make the layer LeakyRelu [slope]: got slope = 2.0, expected a number from 0 to"
                + " 1.");
  }
}
