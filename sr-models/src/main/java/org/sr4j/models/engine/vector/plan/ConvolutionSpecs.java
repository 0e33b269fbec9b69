package org.sr4j.models.engine.vector.plan;

import java.util.Optional;
import org.sr4j.models.engine.vector.kernel.ConvolutionSpec;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/** Convolutions of programs in the terms of the kernels. */
final class ConvolutionSpecs {

  private ConvolutionSpecs() {}

  /**
   * @param constant whether weight and bias are; otherwise they are given in each run
   */
  static ConvolutionSpec of(Subprogram program, Convolution o, Chain chain, boolean constant) {
    long[] shape = program.shape(o.weight());
    int outputs = (int) shape[0];
    float[] weight = constant ? program.constant(o.weight()) : null;
    float[] bias = constant && o.hasBias() ? program.constant(o.bias()) : null;
    if (chain.shuffle > 1 && chain.order == PixelShuffle.Order.CELL_FIRST) {
      weight = channelFirst(weight, outputs, chain.shuffle);
      bias = channelFirst(bias, outputs, chain.shuffle);
    }
    ConvolutionSpec spec =
        ConvolutionSpec.of(
            (int) shape[1] * o.groups(), outputs, o.groups(), o.window(), weight, bias);
    return fused(spec.withShuffle(chain.shuffle), chain);
  }

  private static ConvolutionSpec fused(ConvolutionSpec spec, Chain chain) {
    int cells = spec.shuffle() * spec.shuffle();
    return spec.withSlope(repeated(chain.slope, cells, spec.outputs()))
        .withScale(repeated(chain.scale, cells, spec.outputs()));
  }

  /** Values of the stored channels for every output before the shuffle. */
  private static float[] repeated(float[] values, int cells, int outputs) {
    if (values == null) {
      return null;
    }
    float[] all = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      all[i] = values[i / cells];
    }
    return all;
  }

  /** Outputs {@code [i][j][c]} in the order {@code [c][i][j]}. */
  private static float[] channelFirst(float[] values, int outputs, int factor) {
    if (values == null) {
      return null;
    }
    int cells = factor * factor;
    int channels = outputs / cells;
    int each = values.length / outputs;
    float[] ordered = new float[values.length];
    for (int n = 0; n < outputs; n++) {
      int from = n % cells * channels + n / cells;
      System.arraycopy(values, from * each, ordered, n * each, each);
    }
    return ordered;
  }

  /**
   * A transposed convolution of stride s as a convolution to s*s times the channels and a pixel
   * shuffle; result o lies at place {@code o + top % s} of the shuffled one. Empty if it cannot be
   * written so.
   *
   * @param height of the input
   * @param width of the input
   */
  static Optional<ConvolutionSpec> of(
      Subprogram program, TransposedConvolution o, Chain chain, int height, int width) {
    Window w = o.window();
    int s = w.strideHeight();
    if (s != w.strideWidth() || w.dilationHeight() != 1 || w.dilationWidth() != 1) {
      return Optional.empty();
    }
    long[] out = program.shape(o.output());
    int rows = (w.kernelHeight() + s - 1) / s;
    int columns = (w.kernelWidth() + s - 1) / s;
    int top = rows - 1 - w.top() / s;
    int left = columns - 1 - w.left() / s;
    if (top < 0 || left < 0) {
      return Optional.empty();
    }
    int bottom = border((int) out[2] + w.top() % s, s, height, top, rows);
    int right = border((int) out[3] + w.left() % s, s, width, left, columns);
    Window window = new Window(rows, columns, 1, 1, 1, 1, top, left, bottom, right);
    long[] shape = program.shape(o.weight());
    int inputs = (int) shape[0];
    int channels = (int) shape[1] * o.groups();
    float[] weight = phases(program.constant(o.weight()), o, inputs, channels, rows, columns);
    float[] bias =
        o.hasBias() ? repeated(program.constant(o.bias()), s * s, channels * s * s) : null;
    ConvolutionSpec spec =
        ConvolutionSpec.of(inputs, channels * s * s, o.groups(), window, weight, bias)
            .withShuffle(s, w.top() % s, w.left() % s);
    return Optional.of(fused(spec, chain));
  }

  /** Zeros needed behind the map so that all of {@code length} shuffled lines are computed. */
  private static int border(int length, int s, int lines, int before, int taps) {
    int needed = (length + s - 1) / s;
    return Math.max(0, needed - lines - before + taps - 1);
  }

  private static float[] phases(
      float[] weight, TransposedConvolution o, int inputs, int channels, int rows, int columns) {
    Window w = o.window();
    int s = w.strideHeight();
    int perGroup = inputs / o.groups();
    int outputsPerGroup = channels / o.groups();
    float[] phases = new float[channels * s * s * perGroup * rows * columns];
    int at = 0;
    for (int n = 0; n < channels * s * s; n++) {
      int c = n / (s * s);
      int group = c / outputsPerGroup;
      for (int i = 0; i < perGroup; i++) {
        int from = ((group * perGroup + i) * outputsPerGroup + c % outputsPerGroup);
        for (int y = 0; y < rows; y++) {
          int ky = n / s % s + s * (rows - 1 - y);
          for (int x = 0; x < columns; x++, at++) {
            int kx = n % s + s * (columns - 1 - x);
            if (ky < w.kernelHeight() && kx < w.kernelWidth()) {
              phases[at] = weight[(from * w.kernelHeight() + ky) * w.kernelWidth() + kx];
            }
          }
        }
      }
    }
    return phases;
  }
}
