package org.sr4j.models.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.models.program.op.Window;

/** Transposed convolutions against their definition: each input adds its kernel to the output. */
class SubPixelConvolutionTest {

  private static final int HEIGHT = 5;
  private static final int WIDTH = 7;

  @ParameterizedTest
  @CsvSource({
    // inputs, outputs, groups, kernel, stride, border, extra
    "20, 1, 1, 9, 2, 4, 1",
    "20, 1, 1, 9, 3, 4, 2",
    "20, 1, 1, 9, 4, 4, 3",
    "16, 16, 1, 4, 2, 1, 0",
    "3, 5, 1, 3, 2, 1, 1",
    "16, 3, 1, 2, 2, 0, 0",
    "16, 3, 1, 3, 1, 1, 0",
    "16, 32, 2, 6, 3, 1, 0",
    "16, 16, 16, 4, 2, 1, 0",
    "17, 2, 1, 2, 4, 0, 0"
  })
  void computesItsDefinition(
      int inputs, int outputs, int groups, int kernel, int stride, int border, int extra) {
    Window window =
        new Window(kernel, kernel, stride, stride, 1, 1, border, border, border, border);
    SubPixelConvolution transposed =
        new SubPixelConvolution(inputs, outputs, groups, window, extra, extra);
    Random random = new Random(3);
    float[] weight = values(random, inputs * (outputs / groups) * kernel * kernel);
    float[] bias = values(random, outputs);
    FeatureMap in = FeatureMap.allocate(HEIGHT, WIDTH, inputs, 1);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        System.arraycopy(values(random, inputs), 0, in.data(), in.index(y, x), inputs);
      }
    }
    int height = (HEIGHT - 1) * stride + kernel - 2 * border + extra;
    int width = (WIDTH - 1) * stride + kernel - 2 * border + extra;
    FeatureMap out = FeatureMap.allocatePlanar(height, width, outputs);
    Arrays.fill(out.data(), Float.NaN);

    ConvolutionKernel convolution =
        KernelSelector.select(transposed.spec(weight, bias, null, null), 1);
    float[] scratch = KernelCase.scratch(convolution);
    convolution.rows(in, out, Fused.NONE, 0, convolution.rowCount(HEIGHT), scratch);

    double[] expected = scattered(in, weight, bias, outputs, groups, window, height, width);
    for (int i = 0; i < expected.length; i++) {
      // Sums of some hundred terms of about 1 in single precision, some by minimal filtering.
      assertThat((double) out.data()[i]).as("element %s", i).isCloseTo(expected[i], within(2e-4));
    }
  }

  private static double[] scattered(
      FeatureMap in,
      float[] weight,
      float[] bias,
      int outputs,
      int groups,
      Window w,
      int height,
      int width) {
    int perGroup = outputs / groups;
    int kernel = w.kernelHeight();
    double[] sums = new double[outputs * height * width];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = bias[i / (height * width)];
    }
    for (int y = 0; y < in.height(); y++) {
      for (int x = 0; x < in.width(); x++) {
        for (int c = 0; c < in.channels(); c++) {
          int group = c / (in.channels() / groups);
          for (int o = 0; o < perGroup; o++) {
            for (int k = 0; k < kernel * kernel; k++) {
              int row = y * w.strideHeight() + k / kernel - w.top();
              int column = x * w.strideWidth() + k % kernel - w.left();
              if (row >= 0 && row < height && column >= 0 && column < width) {
                sums[((group * perGroup + o) * height + row) * width + column] +=
                    (double) in.data()[in.index(y, x) + c]
                        * weight[(c * perGroup + o) * kernel * kernel + k];
              }
            }
          }
        }
      }
    }
    return sums;
  }

  @Test
  void saysWhatItCannotDo() {
    Window dilated = new Window(3, 3, 2, 2, 2, 2, 1, 1, 1, 1);
    assertThatThrownBy(() -> new SubPixelConvolution(16, 16, 1, dilated, 0, 0))
        .hasMessage("transposed convolution of stride 2x2 and dilation 2x2");
  }

  private static float[] values(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }
}
