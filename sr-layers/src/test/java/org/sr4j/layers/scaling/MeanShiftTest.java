package org.sr4j.layers.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;

class MeanShiftTest {

  private static float[] run(ParameterStore store, MeanShift layer) {
    NetworkGraph graph = new GraphBuilder(store).build(layer, List.of(3));
    return graph
        .graph()
        .outputSingle(
            Map.of("x0", Nd4j.createFromArray(100f, 200f, 50f).reshape(1, 3, 1, 1)), graph.output())
        .data()
        .asFloat();
  }

  @Test
  void takesTheMeanOfDiv2kOffAndPutsItBack() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1);
        ParameterStore other = new ParameterStore(DataType.FLOAT, 1)) {
      float[] expected = {100 - 114.444f, 200 - 111.4605f, 50 - 103.02f};
      // Rounding of numbers below 256 in float32.
      assertThat(run(store, MeanShift.subtract(255))).containsExactly(expected, offset(2e-5f));
      float[] back = {100 + 114.444f, 200 + 111.4605f, 50 + 103.02f};
      assertThat(run(other, MeanShift.add(255))).containsExactly(back, offset(2e-5f));
    }
  }

  @Test
  void countsAsParametersOnlyWhereItIsTrained() {
    try (ParameterStore frozen = new ParameterStore(DataType.FLOAT, 1);
        ParameterStore trained = new ParameterStore(DataType.FLOAT, 1)) {
      run(frozen, MeanShift.subtract(1));
      run(trained, MeanShift.subtract(1).asTrained());
      assertThat(frozen.parameterCount()).isZero();
      assertThat(frozen.weights(Map.of()).names()).containsExactlyInAnyOrder("weight", "bias");
      assertThat(trained.parameterCount()).isEqualTo(12);
    }
  }
}
