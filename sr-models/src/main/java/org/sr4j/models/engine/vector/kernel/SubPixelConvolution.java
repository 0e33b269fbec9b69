package org.sr4j.models.engine.vector.kernel;

import org.sr4j.models.program.op.Window;

/**
 * A transposed convolution of stride s as a convolution and a pixel shuffle by s: output row {@code
 * q*s + i} depends on the taps {@code i, i+s, ...} only, which meet the input rows {@code q, q-1,
 * ...}. (Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016.)
 *
 * @param inputs channels read
 * @param outputs channels computed
 * @param groups of channels
 * @param window of the transposed convolution; its borders are cut off the result
 * @param extraHeight rows added at the result's lower end
 * @param extraWidth columns added at the result's right end
 */
public record SubPixelConvolution(
    int inputs, int outputs, int groups, Window window, int extraHeight, int extraWidth) {

  public SubPixelConvolution {
    if (!computes(window)) {
      throw new IllegalArgumentException(
          "transposed convolution of stride %dx%d and dilation %dx%d"
              .formatted(
                  window.strideHeight(),
                  window.strideWidth(),
                  window.dilationHeight(),
                  window.dilationWidth()));
    }
  }

  /** Whether a transposed convolution has this form: equal strides, dense window. */
  public static boolean computes(Window window) {
    return window.strideHeight() == window.strideWidth()
        && window.dilationHeight() == 1
        && window.dilationWidth() == 1;
  }

  /**
   * The convolution.
   *
   * @param weight {@code [inputs, outputs/groups, kH, kW]}, or null if it is given before each run
   *     as {@link #weights} gives it
   * @param bias one per output, or null
   * @param slope one per output, or null
   * @param scale one per output, or null
   */
  public ConvolutionSpec spec(float[] weight, float[] bias, float[] slope, float[] scale) {
    int s = window.strideHeight();
    int skippedRows = skipped(window.top(), window.kernelHeight());
    int skippedColumns = skipped(window.left(), window.kernelWidth());
    Window dense =
        new Window(
            taps(window.kernelHeight()),
            taps(window.kernelWidth()),
            1,
            1,
            1,
            1,
            taps(window.kernelHeight()) - 1 - skippedRows,
            taps(window.kernelWidth()) - 1 - skippedColumns,
            after(window.kernelHeight() + extraHeight - window.bottom()),
            after(window.kernelWidth() + extraWidth - window.right()));
    return new ConvolutionSpec(
        inputs,
        outputs * s * s,
        groups,
        dense,
        weight == null ? null : weights(weight),
        repeated(bias),
        repeated(slope),
        repeated(scale),
        s,
        window.top() - skippedRows * s,
        window.left() - skippedColumns * s);
  }

  /** Weights of the convolution, {@code [outputs*s*s, inputs/groups, taps, taps]}. */
  public float[] weights(float[] weight) {
    int s = window.strideHeight();
    int height = taps(window.kernelHeight());
    int width = taps(window.kernelWidth());
    int inputsPerGroup = inputs / groups;
    int outputsPerGroup = outputs / groups;
    float[] weights = new float[outputs * s * s * inputsPerGroup * height * width];
    for (int o = 0; o < outputs; o++) {
      int group = o / outputsPerGroup;
      for (int k = 0; k < inputsPerGroup; k++) {
        int input = group * inputsPerGroup + k;
        int from = (input * outputsPerGroup + o % outputsPerGroup) * window.kernelHeight();
        for (int y = 0; y < window.kernelHeight(); y++) {
          for (int x = 0; x < window.kernelWidth(); x++) {
            int output = (o * s + y % s) * s + x % s;
            int row = height - 1 - y / s;
            int column = width - 1 - x / s;
            weights[((output * inputsPerGroup + k) * height + row) * width + column] =
                weight[(from + y) * window.kernelWidth() + x];
          }
        }
      }
    }
    return weights;
  }

  private int taps(int kernel) {
    int s = window.strideHeight();
    return (kernel + s - 1) / s;
  }

  /** Rows of cells that are cut off as a whole. */
  private int skipped(int cut, int kernel) {
    return Math.min(cut / window.strideHeight(), taps(kernel) - 1);
  }

  private int after(int reach) {
    int s = window.strideHeight();
    return Math.max(0, -Math.floorDiv(-reach, s) - 1);
  }

  private float[] repeated(float[] values) {
    if (values == null) {
      return null;
    }
    int cells = window.strideHeight() * window.strideHeight();
    float[] repeated = new float[values.length * cells];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = values[i / cells];
    }
    return repeated;
  }
}
