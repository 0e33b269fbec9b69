package org.sr4j.layers.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.testing.FiniteDifferences;

class TransposedConv2dTest {

  private static TransposedConv2d of(int kernel, int stride, int padding, int outputPadding) {
    return new TransposedConv2d(
        3, 2, kernel, stride, padding, outputPadding, true, KernelInit.TORCH_DEFAULT);
  }

  static Stream<TransposedConv2d> layers() {
    return Stream.of(
        of(9, 2, 4, 1),
        of(9, 3, 4, 2),
        of(4, 2, 1, 0),
        of(3, 2, 0, -1),
        of(2, 2, 0, 0),
        of(3, 2, 0, 1),
        TransposedConv2d.enlarging(3, 2, 5, 2).withoutBias());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyInputSpreadsItsKernel(TransposedConv2d layer) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 3)) {
      NetworkGraph graph = new GraphBuilder(store).build(layer, List.of(3));
      INDArray x = Nd4j.rand(DataType.FLOAT, 2, 3, 4, 5);
      INDArray y = graph.graph().outputSingle(Map.of("x0", x), graph.output());
      int k = layer.kernel();
      int extra = layer.outputPadding() + k - 2 * layer.padding();
      int height = 3 * layer.stride() + extra;
      int width = 4 * layer.stride() + extra;
      assertThat(y.shape()).containsExactly(2, 2, height, width);
      Weights weights = store.weights(Map.of());
      float[] kernel = weights.tensor("weight").orElseThrow().data();
      float[] bias = layer.bias() ? weights.tensor("bias").orElseThrow().data() : new float[2];
      double[] expected = new double[2 * height * width];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = bias[i / (height * width)];
      }
      for (int index = 0; index < 3 * 4 * 5 * 2 * k * k; index++) {
        int tap = index % (k * k);
        int o = index / (k * k) % 2;
        int column = index / (k * k * 2) % 5;
        int row = index / (k * k * 10) % 4;
        int i = index / (k * k * 40);
        int v = row * layer.stride() + tap / k - layer.padding();
        int u = column * layer.stride() + tap % k - layer.padding();
        if (v >= 0 && v < height && u >= 0 && u < width) {
          expected[(o * height + v) * width + u] +=
              kernel[(i * 2 + o) * k * k + tap] * x.getDouble(1, i, row, column);
        }
      }
      for (int i = 0; i < expected.length; i++) {
        int o = i / (height * width);
        double got = y.getDouble(1, o, i / width % height, i % width);
        // A few dozen products of numbers below 1 in float32.
        assertThat(got).isCloseTo(expected[i], offset(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientsEqualFiniteDifferences(TransposedConv2d layer) {
    FiniteDifferences.check(layer, List.of(3), new Size(4, 3), 1e-5);
  }
}
