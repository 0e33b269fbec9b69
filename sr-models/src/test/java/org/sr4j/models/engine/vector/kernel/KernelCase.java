package org.sr4j.models.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.sr4j.models.program.op.Window;

/** A convolution of random weights on a random map, run by a kernel and by its definition. */
final class KernelCase {

  private final Random random = new Random(7);
  private final ConvolutionSpec spec;
  private final FeatureMap in;
  private final int outHeight;
  private final int outWidth;

  KernelCase(ConvolutionSpec shape, int height, int width, int border) {
    int weights = shape.outputs() * shape.inputsPerGroup() * shape.taps();
    ConvolutionSpec filled =
        new ConvolutionSpec(
            shape.inputs(),
            shape.outputs(),
            shape.groups(),
            shape.window(),
            values(weights),
            shape.bias() == null ? null : values(shape.outputs()),
            shape.slope() == null ? null : values(shape.outputs()),
            shape.scale() == null ? null : values(shape.outputs()),
            shape.shuffle(),
            shape.cutTop(),
            shape.cutLeft());
    this.spec = filled;
    this.in = map(height, width, shape.inputs(), border);
    Window w = shape.window();
    this.outHeight = (int) w.height(height) * shape.shuffle() - 2 * shape.cutTop();
    this.outWidth = (int) w.width(width) * shape.shuffle() - 2 * shape.cutLeft();
  }

  /** Those for small maps and for large ones: either computes any size. */
  static List<ConvolutionKernel> kernels(ConvolutionSpec spec) {
    return List.of(KernelSelector.select(spec, 1), KernelSelector.select(spec, 1 << 20));
  }

  ConvolutionSpec spec() {
    return spec;
  }

  FeatureMap in() {
    return in;
  }

  /** A channels-last output full of garbage, which a kernel must overwrite. */
  FeatureMap out() {
    FeatureMap out = FeatureMap.allocate(outHeight, outWidth, spec.storedChannels(), 1);
    Arrays.fill(out.data(), Float.NaN);
    return out;
  }

  FeatureMap planarOut() {
    FeatureMap out = FeatureMap.allocatePlanar(outHeight, outWidth, spec.storedChannels());
    Arrays.fill(out.data(), Float.NaN);
    return out;
  }

  /** A random map of the output's size. */
  FeatureMap beside() {
    return map(outHeight, outWidth, spec.storedChannels(), 0);
  }

  FeatureMap planarBeside() {
    FeatureMap map = FeatureMap.allocatePlanar(outHeight, outWidth, spec.storedChannels());
    System.arraycopy(values(map.data().length), 0, map.data(), 0, map.data().length);
    return map;
  }

  void run(ConvolutionKernel kernel, FeatureMap out, Fused fused) {
    float[] scratch = scratch(kernel);
    kernel.rows(in, out, fused, 0, kernel.rowCount(in.height()), scratch);
  }

  /** Working memory full of garbage. */
  static float[] scratch(ConvolutionKernel kernel) {
    float[] scratch = new float[kernel.scratchFloats()];
    Arrays.fill(scratch, Float.NaN);
    return scratch;
  }

  /**
   * Compares every element.
   *
   * @param tolerance relative to the largest sum of absolute values of an element's terms: minimal
   *     filtering spreads the rounding errors of a tile's largest values over the tile
   */
  void check(FeatureMap out, Fused fused, double tolerance) {
    ReferenceConvolution reference = new ReferenceConvolution(spec);
    double largest = 0;
    double worst = 0;
    String where = "";
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        for (int c = 0; c < out.channels(); c++) {
          ReferenceConvolution.Value expected = reference.at(in, fused, y, x, c);
          float actual = out.data()[out.index(y, x) + c * out.channelPitch()];
          double error = Math.abs(actual - expected.value());
          largest = Math.max(largest, expected.magnitude());
          // A NaN stays the worst.
          if (!(error <= worst) && !Double.isNaN(worst)) {
            worst = error;
            where = "%d,%d,%d: %s instead of %s".formatted(y, x, c, actual, expected.value());
          }
        }
        checkPadding(out, y, x);
      }
    }
    assertThat(worst).as("%s at %s", spec, where).isLessThanOrEqualTo(tolerance * largest);
  }

  private static void checkPadding(FeatureMap out, int y, int x) {
    if (out.channelPitch() == 1) {
      int pixel = out.index(y, x);
      for (int c = out.channels(); c < out.paddedChannels(); c++) {
        assertThat(out.data()[pixel + c]).as("padding channel %s", c).isZero();
      }
    }
  }

  private FeatureMap map(int height, int width, int channels, int border) {
    FeatureMap map = FeatureMap.allocate(height, width, channels, border);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(values(channels), 0, map.data(), map.index(y, x), channels);
      }
    }
    return map;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }
}
