package org.sr4j.data.resize;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Applies two {@link Contributions} to planes: rows first (along the height), then columns.
 *
 * <p>Sums run in double. Of 8-bit samples they are then exact for factors 2 and 4, whose weights
 * are dyadic, so that halves round upwards as they should; for factor 3 they are multiples of 1/81
 * and never near a half.
 *
 * @param vertical along the height
 * @param horizontal along the width
 * @param border for taps outside the picture
 * @param maxSample values are clamped to {@code [0, maxSample]} and rounded after each dimension; 0
 *     for neither
 */
record Resampler(
    Contributions vertical,
    Contributions horizontal,
    Border border,
    int inputWidth,
    int inputHeight,
    int maxSample) {

  /** Output rows that one task makes. */
  private static final int BAND = 32;

  /** Below this many output samples a second thread costs more than it saves. */
  private static final int SERIAL = 1 << 15;

  void resize(List<Plane> inputs, List<Plane> outputs) {
    int bands = (vertical.outputLength() + BAND - 1) / BAND;
    IntStream tasks = IntStream.range(0, bands * inputs.size());
    long samples = (long) vertical.outputLength() * horizontal.outputLength() * inputs.size();
    (samples < SERIAL ? tasks : tasks.parallel())
        .forEach(t -> band(inputs.get(t / bands), outputs.get(t / bands), t % bands * BAND));
  }

  private void band(Plane input, Plane output, int from) {
    int to = Math.min(from + BAND, vertical.outputLength());
    int taps = vertical.taps();
    double[][] ring = new double[taps][inputWidth];
    int[] held = new int[taps];
    Arrays.fill(held, -1);
    double[][] rows = new double[taps][];
    int first = horizontal.start()[0];
    int left = Math.max(0, -first);
    int last = horizontal.start()[horizontal.outputLength() - 1] + horizontal.taps();
    double[] row = new double[left + Math.max(inputWidth, last)];
    double[] result = new double[horizontal.outputLength()];
    for (int y = from; y < to; y++) {
      for (int k = 0; k < taps; k++) {
        // The rows of one output row are at most `taps` neighbours, so no two share a slot.
        int source = border.map(vertical.start()[y] + k, inputHeight);
        int slot = source % taps;
        if (held[slot] != source) {
          input.read(source, ring[slot], 0);
          held[slot] = source;
        }
        rows[k] = ring[slot];
      }
      weightedSum(rows, vertical.weights()[y], row, left);
      round(row, left, inputWidth);
      extend(row, left);
      columns(row, left, result);
      round(result, 0, result.length);
      output.write(y, result);
    }
  }

  /** {@code out[offset + x] = sum over k of weights[k] * rows[k][x]}, four taps at a time. */
  private void weightedSum(double[][] rows, double[] weights, double[] out, int offset) {
    Arrays.fill(out, offset, offset + inputWidth, 0);
    int k = 0;
    for (; k + 4 <= weights.length; k += 4) {
      add4(rows[k], rows[k + 1], rows[k + 2], rows[k + 3], weights, k, out, offset);
    }
    for (; k < weights.length; k++) {
      add1(rows[k], weights[k], out, offset);
    }
  }

  private void add4(
      double[] r0, double[] r1, double[] r2, double[] r3, double[] w, int k, double[] out, int at) {
    double a = w[k];
    double b = w[k + 1];
    double c = w[k + 2];
    double d = w[k + 3];
    for (int x = 0; x < inputWidth; x++) {
      out[at + x] = out[at + x] + a * r0[x] + b * r1[x] + c * r2[x] + d * r3[x];
    }
  }

  private void add1(double[] r, double a, double[] out, int at) {
    for (int x = 0; x < inputWidth; x++) {
      out[at + x] = out[at + x] + a * r[x];
    }
  }

  private void round(double[] values, int offset, int length) {
    if (maxSample > 0) {
      for (int i = offset; i < offset + length; i++) {
        values[i] = Math.floor(Math.min(Math.max(values[i], 0), maxSample) + 0.5);
      }
    }
  }

  /** Writes the border's samples beside the row, so that every tap has a place. */
  private void extend(double[] row, int left) {
    for (int i = 0; i < left; i++) {
      row[i] = row[left + border.map(i - left, inputWidth)];
    }
    for (int i = left + inputWidth; i < row.length; i++) {
      row[i] = row[left + border.map(i - left, inputWidth)];
    }
  }

  private void columns(double[] row, int left, double[] out) {
    int[] start = horizontal.start();
    double[][] weights = horizontal.weights();
    for (int x = 0; x < out.length; x++) {
      double[] w = weights[x];
      int s = start[x] + left;
      double sum = 0;
      for (int k = 0; k < w.length; k++) {
        sum += w[k] * row[s + k];
      }
      out[x] = sum;
    }
  }
}
