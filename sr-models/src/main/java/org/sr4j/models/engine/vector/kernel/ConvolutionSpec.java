package org.sr4j.models.engine.vector.kernel;

import org.sr4j.models.program.op.Window;

/**
 * What a kernel is made of: a convolution with what follows it.
 *
 * @param inputs channels read
 * @param outputs channels computed, before the shuffle
 * @param groups of channels; divides both
 * @param window taps, stride, dilation and border of zeros
 * @param weight {@code [outputs, inputs/groups, kH, kW]}; null if it is given before each run
 *     ({@link ConvolutionKernel#weights})
 * @param bias one per output, or null
 * @param slope one per output, or null: the activation {@code max(v,0) + slope*min(v,0)}; 0 is
 *     ReLU, null none
 * @param scale one per output, or null: factor after the activation
 * @param shuffle factor r of a pixel shuffle of the result; 1 for none. Output {@code c*r*r + i*r +
 *     j} of the convolution is channel c of pixel {@code (y*r + i, x*r + j)}, as in PyTorch.
 * @param cutTop rows of the shuffled result that are not stored
 * @param cutLeft columns of the shuffled result that are not stored
 */
public record ConvolutionSpec(
    int inputs,
    int outputs,
    int groups,
    Window window,
    float[] weight,
    float[] bias,
    float[] slope,
    float[] scale,
    int shuffle,
    int cutTop,
    int cutLeft) {

  public ConvolutionSpec {
    if (inputs < 1
        || outputs < 1
        || groups < 1
        || inputs % groups != 0
        || outputs % groups != 0
        || shuffle < 1
        || outputs % (shuffle * shuffle) != 0
        || cutTop < 0
        || cutLeft < 0) {
      throw new IllegalArgumentException(
          "convolution of %d to %d channels in %d groups, shuffle by %d, cut %d %d"
              .formatted(inputs, outputs, groups, shuffle, cutTop, cutLeft));
    }
    checkLength("weight", weight, outputs * (inputs / groups) * taps(window));
    checkLength("bias", bias, outputs);
    checkLength("slope", slope, outputs);
    checkLength("scale", scale, outputs);
  }

  /** A convolution without activation. {@code weight} and {@code bias} may be null. */
  public static ConvolutionSpec of(
      int inputs, int outputs, int groups, Window window, float[] weight, float[] bias) {
    return new ConvolutionSpec(inputs, outputs, groups, window, weight, bias, null, null, 1, 0, 0);
  }

  public ConvolutionSpec withSlope(float[] values) {
    return new ConvolutionSpec(
        inputs, outputs, groups, window, weight, bias, values, scale, shuffle, cutTop, cutLeft);
  }

  public ConvolutionSpec withScale(float[] values) {
    return new ConvolutionSpec(
        inputs, outputs, groups, window, weight, bias, slope, values, shuffle, cutTop, cutLeft);
  }

  public ConvolutionSpec withShuffle(int factor) {
    return withShuffle(factor, 0, 0);
  }

  public ConvolutionSpec withShuffle(int factor, int top, int left) {
    return new ConvolutionSpec(
        inputs, outputs, groups, window, weight, bias, slope, scale, factor, top, left);
  }

  /** Inputs that one output sees at each tap. */
  public int inputsPerGroup() {
    return inputs / groups;
  }

  public int outputsPerGroup() {
    return outputs / groups;
  }

  /** Channels of the stored map. */
  public int storedChannels() {
    return outputs / (shuffle * shuffle);
  }

  static int taps(Window window) {
    return window.kernelHeight() * window.kernelWidth();
  }

  int taps() {
    return taps(window);
  }

  /**
   * The convolution's output that a kernel computes as its {@code position}-th: for a shuffle the
   * channels are ordered {@code [i][j][c]}, so that each stored pixel is a run.
   */
  int outputAt(int position) {
    int cells = shuffle * shuffle;
    return position % storedChannels() * cells + position / storedChannels();
  }

  private static void checkLength(String what, float[] values, int expected) {
    if (values != null && values.length != expected) {
      throw new IllegalArgumentException(
          "%s: %d values, expected %d".formatted(what, values.length, expected));
    }
  }
}
