package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;

/**
 * Product of matrices {@code c = a*b}: a row of {@code a} per pixel, a column of {@code b} per
 * output.
 *
 * <p>{@code b} is packed in panels of a few vectors' width: panel after panel, each {@code [k][its
 * columns]}. A micro-kernel multiplies some rows of {@code a} with one panel, all sums in
 * registers; how many rows and vectors is measured, not derived.
 */
final class Gemm {

  /**
   * Rows come in groups of at most this many: {@code a} must be readable, and {@code c} writable,
   * up to this many rows minus one beyond the last. Their values do not matter.
   */
  static final int MOST_ROWS = 9;

  private static final int[] ROWS =
      Lanes.MANY_REGISTERS ? new int[] {0, 4, 8, 9, 6} : new int[] {0, 0, 6};

  private static final int MOST_VECTORS = ROWS.length - 1;

  private final int columns;

  /** Vectors in each panel. */
  private final int[] panels;

  /**
   * @param columns of {@code b}, padded to the channel block
   */
  Gemm(int columns) {
    this.columns = columns;
    this.panels = panels(columns / Lanes.COUNT);
  }

  /** As few panels as there can be, of nearly the same width: wide ones use more of each load. */
  private static int[] panels(int vectors) {
    if (!Lanes.MANY_REGISTERS) {
      int[] pairs = new int[vectors / MOST_VECTORS];
      Arrays.fill(pairs, MOST_VECTORS);
      return pairs;
    }
    int count = (vectors + MOST_VECTORS - 1) / MOST_VECTORS;
    int[] widths = new int[count];
    for (int i = 0; i < count; i++) {
      widths[i] = vectors * (i + 1) / count - vectors * i / count;
    }
    return widths;
  }

  int columns() {
    return columns;
  }

  /** Rows that the widest panel takes at once. */
  int groupOfRows() {
    int most = 1;
    for (int vectors : panels) {
      most = Math.max(most, ROWS[vectors]);
    }
    return most;
  }

  /** Any number of rows that is a multiple of this leaves no group unfilled. */
  int evenRows() {
    int even = 1;
    for (int vectors : panels) {
      int rows = ROWS[vectors];
      int product = even;
      while (product % rows != 0) {
        product += even;
      }
      even = product;
    }
    return even;
  }

  /**
   * Copies row {@code i} of a {@code k}-row matrix b, from {@code row[from]} on, into the packed
   * one at {@code at}.
   */
  void pack(float[] row, int from, int i, int k, float[] packed, int at) {
    int column = 0;
    for (int vectors : panels) {
      int width = vectors * Lanes.COUNT;
      System.arraycopy(row, from + column, packed, at + column * k + i * width, width);
      column += width;
    }
  }

  /**
   * Multiplies.
   *
   * @param a row r begins at {@code aFrom + r*aPitch}
   * @param rows at least these are computed, at most {@link #MOST_ROWS} - 1 more
   * @param k columns of a, rows of b
   * @param c row r begins at {@code cFrom + r*cPitch}
   */
  void multiply(
      float[] a,
      int aFrom,
      int aPitch,
      int rows,
      float[] b,
      int bFrom,
      int k,
      float[] c,
      int cFrom,
      int cPitch) {
    int column = 0;
    for (int vectors : panels) {
      int panel = bFrom + column * k;
      int step = ROWS[vectors];
      for (int r = 0; r < rows; r += step) {
        int from = aFrom + r * aPitch;
        int to = cFrom + r * cPitch + column;
        group(vectors, a, from, aPitch, b, panel, c, to, cPitch, k);
      }
      column += vectors * Lanes.COUNT;
    }
  }

  /**
   * Multiplies one row, without vectors: what is done once a run stays long in the interpreter,
   * where each operation on a vector takes a microsecond.
   */
  void multiplyRow(float[] a, int aFrom, float[] b, int bFrom, int k, float[] c, int cFrom) {
    Arrays.fill(c, cFrom, cFrom + columns, 0);
    int column = 0;
    for (int vectors : panels) {
      int width = vectors * Lanes.COUNT;
      for (int i = 0; i < k; i++) {
        float x = a[aFrom + i];
        int row = bFrom + column * k + i * width;
        for (int j = 0; j < width; j++) {
          c[cFrom + column + j] += x * b[row + j];
        }
      }
      column += width;
    }
  }

  private static void group(
      int vectors,
      float[] a,
      int from,
      int pitch,
      float[] b,
      int panel,
      float[] c,
      int to,
      int columns,
      int k) {
    if (!Lanes.MANY_REGISTERS) {
      NarrowMicroKernel.two(a, from, pitch, b, panel, c, to, columns, k);
      return;
    }
    switch (vectors) {
      case 1 -> WideMicroKernels.one(a, from, pitch, b, panel, c, to, columns, k);
      case 2 -> WideMicroKernels.two(a, from, pitch, b, panel, c, to, columns, k);
      case 3 -> WideMicroKernels.three(a, from, pitch, b, panel, c, to, columns, k);
      default -> WideMicroKernels.four(a, from, pitch, b, panel, c, to, columns, k);
    }
  }
}
