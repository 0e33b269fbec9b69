package org.sr4j.layers.resample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;

class RepeatUpscaleTest {

  @Test
  void everyPixelBecomesASquare() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      NetworkGraph graph = new GraphBuilder(store).build(new RepeatUpscale(3), List.of(2));
      INDArray x = Nd4j.rand(DataType.FLOAT, 2, 2, 3, 4);
      INDArray y = graph.graph().outputSingle(Map.of("x0", x), graph.output());
      assertThat(y.shape()).containsExactly(2, 2, 9, 12);
      for (int v = 0; v < 9; v++) {
        for (int u = 0; u < 12; u++) {
          assertThat(y.getFloat(1, 1, v, u)).isEqualTo(x.getFloat(1, 1, v / 3, u / 3));
        }
      }
    }
  }
}
