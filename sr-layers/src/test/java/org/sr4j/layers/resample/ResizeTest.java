package org.sr4j.layers.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.testing.FiniteDifferences;

class ResizeTest {

  private static INDArray run(Layer layer, INDArray x) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      Size size = new Size((int) x.size(2), (int) x.size(3));
      NetworkGraph graph =
          new GraphBuilder(store).lowRes(size).build(layer, List.of((int) x.size(1)));
      return graph.graph().outputSingle(Map.of("x0", x), graph.output());
    }
  }

  @ParameterizedTest
  @CsvSource({"5,7,2", "4,3,3", "1,6,4", "700,2,3"})
  void bilinearReadsBetweenPixels(int height, int width, int factor) {
    INDArray x = Nd4j.rand(DataType.FLOAT, 2, 3, height, width);
    INDArray y = run(new BilinearResize(factor), x);
    assertThat(y.shape()).containsExactly(2, 3, height * factor, width * factor);
    for (int v = 0; v < height * factor; v++) {
      for (int u = 0; u < width * factor; u++) {
        double row = Math.min(height - 1, Math.max(0, (v + 0.5) / factor - 0.5));
        double column = Math.min(width - 1, Math.max(0, (u + 0.5) / factor - 0.5));
        int top = (int) row;
        int left = (int) column;
        int bottom = Math.min(top + 1, height - 1);
        int right = Math.min(left + 1, width - 1);
        double upper = mix(x.getDouble(1, 2, top, left), x.getDouble(1, 2, top, right), column);
        double lower =
            mix(x.getDouble(1, 2, bottom, left), x.getDouble(1, 2, bottom, right), column);
        // Four products of numbers below 1 in float32.
        assertThat(y.getDouble(1, 2, v, u)).isCloseTo(mix(upper, lower, row), offset(1e-6));
      }
    }
  }

  private static double mix(double a, double b, double position) {
    double share = position - Math.floor(position);
    return a * (1 - share) + b * share;
  }

  @ParameterizedTest
  @CsvSource({"8,8,2", "9,10,2", "19,23,4", "23,15,8", "31,8,8"})
  void adaptivePoolingTakesPyTorchsWindows(int height, int width, int divisor) {
    INDArray x = Nd4j.rand(DataType.FLOAT, 1, 2, height, width);
    INDArray y = run(new AdaptiveMaxPool(divisor), x);
    int rows = height / divisor;
    int columns = width / divisor;
    assertThat(y.shape()).containsExactly(1, 2, rows, columns);
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        double largest = 0;
        for (int v = j * height / rows; v < Math.ceil((j + 1.0) * height / rows); v++) {
          for (int u = i * width / columns; u < Math.ceil((i + 1.0) * width / columns); u++) {
            largest = Math.max(largest, x.getDouble(0, 1, v, u));
          }
        }
        assertThat(y.getDouble(0, 1, j, i)).isEqualTo(largest);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4,8", "4,9", "3,23", "5,5"})
  void nearestTakesThePixelBelow(int from, int to) {
    Layer layer =
        (scope, inputs) ->
            inputs[0].with(
                NearestResize.resize(inputs[0].variable(), new Size(from, 2), new Size(to, 3)));
    INDArray x = Nd4j.rand(DataType.FLOAT, 1, 2, from, 2);
    INDArray y = run(layer, x);
    assertThat(y.shape()).containsExactly(1, 2, to, 3);
    for (int v = 0; v < to; v++) {
      for (int u = 0; u < 3; u++) {
        assertThat(y.getDouble(0, 1, v, u)).isEqualTo(x.getDouble(0, 1, v * from / to, u * 2 / 3));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2,8,6", "4,11,9"})
  void gradientsEqualFiniteDifferences(int factor, int height, int width) {
    Size size = new Size(height, width);
    FiniteDifferences.check(new BilinearResize(factor), List.of(2), size, 1e-6);
    FiniteDifferences.check(new AdaptiveMaxPool(factor), List.of(2), size, 1e-6);
  }
}
