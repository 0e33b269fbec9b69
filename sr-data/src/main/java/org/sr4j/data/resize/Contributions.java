package org.sr4j.data.resize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which input samples make each output sample of one dimension, after MATLAB's {@code imresize}.
 *
 * <p>With output scale q, the (1-based) centre of output x lies at input {@code u = x / q + 0.5 (1
 * - 1/q)}; the taps begin at {@code floor(u - width / 2)}; the weight of input i is {@code k(u -
 * i)}, or with antialiasing {@code q k(q (u - i))} and a width of {@code 4 / q}; weights are
 * divided by their sum.
 *
 * @param taps weights per output sample
 * @param start first tap of each output sample, 0-based; may lie outside the input
 * @param weights row of weights of each output sample; equal rows are one array
 */
record Contributions(int taps, int[] start, double[][] weights) {

  private static final int MOST_SHARED_ROWS = 16;

  static Contributions of(int outputLength, double q, CubicKernel kernel, boolean antialias) {
    double stretch = antialias && q < 1 ? q : 1;
    double width = CubicKernel.WIDTH / stretch;
    int taps = (int) Math.ceil(width) + 2;
    int[] start = new int[outputLength];
    double[][] weights = new double[outputLength][taps];
    for (int o = 0; o < outputLength; o++) {
      double u = (o + 1) / q + 0.5 * (1 - 1 / q);
      int left = (int) Math.floor(u - width / 2);
      double sum = 0;
      for (int k = 0; k < taps; k++) {
        weights[o][k] = stretch * kernel.value(stretch * (u - (left + k)));
        sum += weights[o][k];
      }
      for (int k = 0; k < taps; k++) {
        weights[o][k] /= sum;
      }
      start[o] = left - 1;
    }
    return new Contributions(taps, start, weights).withoutZeroColumns().withSharedRows();
  }

  int outputLength() {
    return start.length;
  }

  /** Without the first and last taps where no output sample has any weight. */
  private Contributions withoutZeroColumns() {
    int from = 0;
    int to = taps;
    while (to - from > 1 && isZero(from)) {
      from++;
    }
    while (to - from > 1 && isZero(to - 1)) {
      to--;
    }
    int[] newStart = start.clone();
    double[][] newWeights = new double[weights.length][];
    for (int o = 0; o < newStart.length; o++) {
      newStart[o] += from;
      newWeights[o] = Arrays.copyOfRange(weights[o], from, to);
    }
    return new Contributions(to - from, newStart, newWeights);
  }

  private boolean isZero(int column) {
    for (double[] row : weights) {
      if (row[column] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Integer factors have few different rows; one array each stays in the processor's cache. */
  private Contributions withSharedRows() {
    List<double[]> known = new ArrayList<>();
    for (int o = 0; o < weights.length; o++) {
      double[] row = weights[o];
      double[] same =
          known.stream().filter(other -> Arrays.equals(row, other)).findFirst().orElse(row);
      if (same == row && known.size() < MOST_SHARED_ROWS) {
        known.add(row);
      }
      weights[o] = same;
    }
    return this;
  }
}
