package org.sr4j.models.engine.vector.kernel;

import org.sr4j.models.program.op.Window;

/**
 * Two dense 3x3 convolutions of stride 1 with zeros around, a pixel shuffle between them and
 * nothing else, as one 5x5 convolution and a shuffle. It equals them but for the pixels at the
 * edge, where the second convolution sees zeros and the merged one sees what the first would give
 * there.
 */
final class MergedConvolutions {

  private static final int SIDE = 5;

  private final ConvolutionSpec first;
  private final ConvolutionSpec second;
  private final int factor;
  private final double[] weight;
  private final double[] bias;

  private MergedConvolutions(ConvolutionSpec first, ConvolutionSpec second) {
    this.first = first;
    this.second = second;
    this.factor = first.shuffle();
    int outputs = second.outputs() * factor * factor;
    this.weight = new double[outputs * first.inputs() * SIDE * SIDE];
    this.bias = new double[outputs];
  }

  /** Whether two convolutions are of the kind that can be merged. */
  static boolean canMerge(ConvolutionSpec first, ConvolutionSpec second) {
    return isPlain(first)
        && isPlain(second)
        && first.shuffle() > 1
        && second.shuffle() == 1
        && first.storedChannels() == second.inputs();
  }

  private static boolean isPlain(ConvolutionSpec spec) {
    return spec.window().equals(Window.same(3))
        && spec.groups() == 1
        && spec.weight() != null
        && spec.slope() == null
        && spec.scale() == null
        && spec.cutTop() + spec.cutLeft() == 0;
  }

  /** The convolution whose shuffled result is the second one's. */
  static ConvolutionSpec merge(ConvolutionSpec first, ConvolutionSpec second) {
    MergedConvolutions merged = new MergedConvolutions(first, second);
    for (int n = 0; n < merged.bias.length; n++) {
      merged.output(n);
    }
    return ConvolutionSpec.of(
            first.inputs(),
            merged.bias.length,
            1,
            Window.same(SIDE),
            floats(merged.weight),
            floats(merged.bias))
        .withShuffle(first.shuffle());
  }

  private void output(int n) {
    int cells = factor * factor;
    int o = n / cells;
    bias[n] = second.bias() == null ? 0 : second.bias()[o];
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int y = n % cells / factor + dy;
        int x = n % factor + dx;
        int cell = Math.floorMod(y, factor) * factor + Math.floorMod(x, factor);
        int at = (Math.floorDiv(y, factor) + 1) * SIDE + Math.floorDiv(x, factor) + 1;
        for (int m = 0; m < second.inputs(); m++) {
          double w = second.weight()[((o * second.inputs() + m) * 3 + dy + 1) * 3 + dx + 1];
          add(n, m * cells + cell, w, at);
        }
      }
    }
  }

  /** Adds a weighted output of the first convolution, moved within the larger window. */
  private void add(int n, int output, double w, int at) {
    if (first.bias() != null) {
      bias[n] += w * first.bias()[output];
    }
    int inputs = first.inputs();
    for (int c = 0; c < inputs; c++) {
      int from = (output * inputs + c) * 9;
      int to = (n * inputs + c) * SIDE * SIDE + at;
      for (int ky = 0; ky < 3; ky++) {
        for (int kx = 0; kx < 3; kx++) {
          weight[to + ky * SIDE + kx] += w * first.weight()[from + ky * 3 + kx];
        }
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
