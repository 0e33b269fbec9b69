package org.sr4j.layers.conv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.testing.FiniteDifferences;
import org.sr4j.layers.testing.LayerCheck;

class DepthwiseConv2dTest {

  @ParameterizedTest
  @CsvSource({
    "3, 1, TRAINING",
    "3, 2, TRAINING",
    "5, 3, TRAINING",
    "5, 3, INFERENCE",
    "7, 2, INFERENCE"
  })
  void everyChannelIsTheSumOfItsTaps(int kernel, int dilation, Phase phase) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 3)) {
      DepthwiseConv2d layer = new DepthwiseConv2d(2, kernel).withDilation(dilation);
      NetworkGraph graph = new GraphBuilder(store).phase(phase).build(layer, List.of(2));
      INDArray x = Nd4j.rand(DataType.FLOAT, 1, 2, 9, 7);
      INDArray y = graph.graph().outputSingle(Map.of("x0", x), graph.output());
      Weights weights = store.weights(Map.of());
      Tensor taps = weights.tensor("weight").orElseThrow();
      float[] bias = weights.tensor("bias").orElseThrow().data();
      double[] expected = new double[2 * 9 * 7];
      int centre = kernel / 2;
      for (int i = 0; i < expected.length; i++) {
        int c = i / 63;
        double sum = bias[c];
        for (int tap = 0; tap < kernel * kernel; tap++) {
          int v = i / 7 % 9 + (tap / kernel - centre) * dilation;
          int u = i % 7 + (tap % kernel - centre) * dilation;
          if (v >= 0 && v < 9 && u >= 0 && u < 7) {
            sum += taps.data()[c * kernel * kernel + tap] * x.getDouble(0, c, v, u);
          }
        }
        expected[i] = sum;
      }
      // A few dozen products of numbers below 1 in float32.
      assertThat(LayerCheck.maxDifference(y, expected)).isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,5,6", "2,6,5", "3,6,7"})
  void gradientsEqualFiniteDifferences(int dilation, int height, int width) {
    DepthwiseConv2d layer = new DepthwiseConv2d(3, 3).withDilation(dilation);
    FiniteDifferences.check(layer, List.of(3), new Size(height, width), 1e-5);
    FiniteDifferences.check(layer.withoutBias(), List.of(3), new Size(height, width), 1e-5);
  }
}
