package org.sr4j.layers.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.testing.FiniteDifferences;

class Conv2dTest {

  static Stream<Conv2d> layers() {
    Conv2d conv = new Conv2d(4, 6, 3);
    return Stream.of(
        conv,
        conv.withoutBias(),
        conv.withDilation(2),
        conv.withGroups(2),
        conv.withStride(2).withPadding(Padding.VALID),
        conv.withStride(2),
        new Conv2d(4, 6, 1));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientsEqualFiniteDifferences(Conv2d layer) {
    FiniteDifferences.check(layer, List.of(4), new Size(7, 6), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyOutputIsTheSumOfItsTaps(Conv2d layer) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 3)) {
      NetworkGraph graph = new GraphBuilder(store).build(layer, List.of(4));
      INDArray x = Nd4j.rand(DataType.FLOAT, 2, 4, 9, 8);
      INDArray y = graph.graph().outputSingle(Map.of("x0", x), graph.output());
      Weights weights = store.weights(Map.of());
      Tensor kernel = weights.tensor("weight").orElseThrow();
      float[] bias = layer.bias() ? weights.tensor("bias").orElseThrow().data() : new float[6];
      int pad = layer.padding().pixels(layer.kernel(), layer.dilation());
      for (int o = 0; o < 6; o++) {
        for (int row = 0; row < y.size(2); row++) {
          for (int column = 0; column < y.size(3); column++) {
            double sum = bias[o];
            int inputs = 4 / layer.groups();
            for (int i = 0; i < inputs; i++) {
              int channel = o / (6 / layer.groups()) * inputs + i;
              for (int tap = 0; tap < layer.kernel() * layer.kernel(); tap++) {
                int v = row * layer.stride() - pad + tap / layer.kernel() * layer.dilation();
                int u = column * layer.stride() - pad + tap % layer.kernel() * layer.dilation();
                if (v >= 0 && v < 9 && u >= 0 && u < 8) {
                  int index = (o * inputs + i) * layer.kernel() * layer.kernel() + tap;
                  sum += kernel.data()[index] * x.getDouble(1, channel, v, u);
                }
              }
            }
            // 36 products of numbers below 1 in float32.
            assertThat(y.getDouble(1, o, row, column)).isCloseTo(sum, offset(1e-5));
          }
        }
      }
    }
  }

  @Test
  void refusesAnEvenKernelThatShouldKeepTheSize() {
    assertThatThrownBy(() -> new Conv2d(3, 3, 4))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "Cannot make the layer Conv2d [kernel]: got kernel = 4, expected an odd number.");
  }

  @Test
  void refusesGroupsThatDoNotDivideTheChannels() {
    assertThatThrownBy(() -> new Conv2d(4, 6, 3).withGroups(4))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "Cannot make the layer Conv2d [groups]: got groups = 4, expected a divisor of the 6"
                + " output channels.");
  }
}
