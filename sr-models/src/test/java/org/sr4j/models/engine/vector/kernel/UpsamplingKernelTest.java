package org.sr4j.models.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.models.program.op.Window;

class UpsamplingKernelTest {

  /** Values are of the order of one; sums of a thousand products round to a few units of 1e-6. */
  private static final float ROUNDING = 2e-5f;

  private final Random random = new Random(5);

  @ParameterizedTest
  @CsvSource({
    "16, 16, 2, 3, 9, 11",
    "16, 16, 2, 1, 8, 70",
    "20, 32, 3, 3, 12, 8",
    "16, 18, 2, 3, 70, 9",
    "64, 64, 2, 3, 16, 130",
    "8, 24, 4, 3, 10, 10",
    "16, 16, 2, 3, 1, 1",
    "16, 16, 2, 3, 2, 5"
  })
  void equalsTheTwoConvolutions(
      int inputs, int between, int factor, int outputs, int height, int width) {
    ConvolutionSpec first = spec(inputs, between * factor * factor).withShuffle(factor);
    ConvolutionSpec second = spec(between, outputs);
    FeatureMap in = map(height, width, inputs);
    FeatureMap middle = FeatureMap.allocate(height * factor, width * factor, between, 1);
    FeatureMap expected = FeatureMap.allocatePlanar(height * factor, width * factor, outputs);
    run(KernelSelector.select(first, 1), in, middle, height);
    run(KernelSelector.select(second, 1), middle, expected, height * factor);
    UpsamplingKernel kernel = new UpsamplingKernel(first, second, (long) height * width);
    FeatureMap planar = FeatureMap.allocatePlanar(height * factor, width * factor, outputs);
    run(kernel, in, planar, height);
    check(planar, expected);
    FeatureMap last = FeatureMap.allocate(height * factor, width * factor, outputs, 1);
    Arrays.fill(last.data(), Float.NaN);
    run(kernel, in, last, height);
    check(last, expected);
    assertThat(last.data()[last.index(0, 0) + outputs]).isZero();
  }

  @Test
  void rowsDoNotDependOnHowTheyAreShared() {
    ConvolutionSpec first = spec(16, 64).withShuffle(2);
    ConvolutionSpec second = spec(16, 3);
    FeatureMap in = map(21, 13, 16);
    UpsamplingKernel kernel = new UpsamplingKernel(first, second, 21 * 13);
    FeatureMap whole = FeatureMap.allocatePlanar(42, 26, 3);
    run(kernel, in, whole, 21);
    FeatureMap shared = FeatureMap.allocatePlanar(42, 26, 3);
    float[] scratch = new float[kernel.scratchFloats()];
    Arrays.fill(scratch, Float.NaN);
    for (int[] band : new int[][] {{9, 21}, {0, 1}, {1, 9}}) {
      kernel.rows(in, shared, Fused.NONE, band[0], band[1], scratch);
    }
    assertThat(shared.data()).isEqualTo(whole.data());
  }

  @Test
  void onlyPlainConvolutionsAreMerged() {
    ConvolutionSpec first = spec(16, 64).withShuffle(2);
    ConvolutionSpec second = spec(16, 3);
    assertThat(UpsamplingKernel.computes(first, second)).isTrue();
    assertThat(UpsamplingKernel.computes(first.withSlope(new float[64]), second)).isFalse();
    assertThat(UpsamplingKernel.computes(first, second.withSlope(new float[3]))).isFalse();
    assertThat(UpsamplingKernel.computes(spec(16, 16), second)).isFalse();
    assertThat(UpsamplingKernel.computes(first, spec(16, 3))).isTrue();
    assertThat(UpsamplingKernel.computes(first, spec(16, 6))).isFalse();
  }

  private static void run(ConvolutionKernel kernel, FeatureMap in, FeatureMap out, int rows) {
    float[] scratch = new float[kernel.scratchFloats()];
    Arrays.fill(scratch, Float.NaN);
    kernel.rows(in, out, Fused.NONE, 0, rows, scratch);
  }

  private static void check(FeatureMap actual, FeatureMap expected) {
    for (int y = 0; y < expected.height(); y++) {
      for (int x = 0; x < expected.width(); x++) {
        for (int c = 0; c < expected.channels(); c++) {
          float a = actual.data()[actual.index(y, x) + c * actual.channelPitch()];
          float e = expected.data()[expected.index(y, x) + c * expected.channelPitch()];
          assertThat(Math.abs(a - e)).as("%d, %d, %d", y, x, c).isLessThan(ROUNDING);
        }
      }
    }
  }

  private ConvolutionSpec spec(int inputs, int outputs) {
    float scale = (float) Math.sqrt(1.0 / (9 * inputs));
    return ConvolutionSpec.of(
        inputs,
        outputs,
        1,
        Window.same(3),
        values(outputs * inputs * 9, 2 * scale),
        values(outputs, 1));
  }

  private FeatureMap map(int height, int width, int channels) {
    FeatureMap map = FeatureMap.allocate(height, width, channels, 1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          map.data()[map.index(y, x) + c] = random.nextFloat() - 0.5f;
        }
      }
    }
    return map;
  }

  private float[] values(int count, float scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (random.nextFloat() - 0.5f) * scale;
    }
    return values;
  }
}
