package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a few rows of a matrix with one panel, for processors with 32 vector registers: sums
 * in up to 27 registers, each value of the rows used for all vectors of a panel's row. See {@link
 * Gemm}.
 *
 * <p>Written out because the just-in-time compiler keeps vectors in registers only if they are
 * local variables of one loop: in an array, or in a loop within a loop, each would be an object
 * (measured: 40 times slower). Such processors have an instruction for {@code fma}, so it is called
 * without the detour over {@link Lanes}, of which the compiler would inline only so many.
 */
final class WideMicroKernels {

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  private WideMicroKernels() {}

  /**
   * 4 rows by one vector, four columns of a at a time: their addresses differ by constants, so that
   * four remain to be computed for 16 products. For twelve rows the processor would spend more on
   * addresses than on sums.
   */
  static void one(
      float[] a, int from, int pitch, float[] b, int panel, float[] c, int to, int columns, int k) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero, d1 = zero, d2 = zero, d3 = zero;
    FloatVector e0 = zero, e1 = zero, e2 = zero, e3 = zero;
    FloatVector f0 = zero, f1 = zero, f2 = zero, f3 = zero;
    FloatVector g0 = zero, g1 = zero, g2 = zero, g3 = zero;
    for (int i = 0; i < k >> 2; i++) {
      int w = panel + i * 4 * LANES;
      int p = from + i * 4;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, w);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, w + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, w + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, w + 3 * LANES);
      int q = p;
      d0 = FloatVector.broadcast(SPECIES, a[q]).fma(b0, d0);
      d1 = FloatVector.broadcast(SPECIES, a[q + 1]).fma(b1, d1);
      d2 = FloatVector.broadcast(SPECIES, a[q + 2]).fma(b2, d2);
      d3 = FloatVector.broadcast(SPECIES, a[q + 3]).fma(b3, d3);
      q = p + pitch;
      e0 = FloatVector.broadcast(SPECIES, a[q]).fma(b0, e0);
      e1 = FloatVector.broadcast(SPECIES, a[q + 1]).fma(b1, e1);
      e2 = FloatVector.broadcast(SPECIES, a[q + 2]).fma(b2, e2);
      e3 = FloatVector.broadcast(SPECIES, a[q + 3]).fma(b3, e3);
      q = p + 2 * pitch;
      f0 = FloatVector.broadcast(SPECIES, a[q]).fma(b0, f0);
      f1 = FloatVector.broadcast(SPECIES, a[q + 1]).fma(b1, f1);
      f2 = FloatVector.broadcast(SPECIES, a[q + 2]).fma(b2, f2);
      f3 = FloatVector.broadcast(SPECIES, a[q + 3]).fma(b3, f3);
      q = p + 3 * pitch;
      g0 = FloatVector.broadcast(SPECIES, a[q]).fma(b0, g0);
      g1 = FloatVector.broadcast(SPECIES, a[q + 1]).fma(b1, g1);
      g2 = FloatVector.broadcast(SPECIES, a[q + 2]).fma(b2, g2);
      g3 = FloatVector.broadcast(SPECIES, a[q + 3]).fma(b3, g3);
    }
    d0.add(d1).add(d2.add(d3)).intoArray(c, to);
    e0.add(e1).add(e2.add(e3)).intoArray(c, to + columns);
    f0.add(f1).add(f2.add(f3)).intoArray(c, to + 2 * columns);
    g0.add(g1).add(g2.add(g3)).intoArray(c, to + 3 * columns);
    if ((k & 3) != 0) {
      int done = k & ~3;
      int w = panel + done * LANES;
      rest(4, a, from + done, pitch, b, w, LANES, c, to, columns, k - done);
    }
  }

  /** Adds what is left of up to three columns of a: rows by one of the panel's vectors. */
  private static void rest(
      int rows,
      float[] a,
      int from,
      int pitch,
      float[] b,
      int panel,
      int width,
      float[] c,
      int to,
      int columns,
      int k) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < k; i++) {
        int q = to + r * columns;
        FloatVector x = FloatVector.broadcast(SPECIES, a[from + r * pitch + i]);
        FloatVector sum = FloatVector.fromArray(SPECIES, c, q);
        x.fma(FloatVector.fromArray(SPECIES, b, panel + i * width), sum).intoArray(c, q);
      }
    }
  }

  /**
   * 8 rows by 2 vectors, two columns of a at a time. Twelve rows would use each load of b more, but
   * their addresses do not fit into the registers (a fifth slower); with four columns the compiler
   * gives up on so long a method and makes objects of vectors.
   */
  static void two(
      float[] a, int from, int pitch, float[] b, int panel, float[] c, int to, int columns, int k) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero, d1 = zero;
    FloatVector e0 = zero, e1 = zero;
    FloatVector f0 = zero, f1 = zero;
    FloatVector g0 = zero, g1 = zero;
    FloatVector h0 = zero, h1 = zero;
    FloatVector i0 = zero, i1 = zero;
    FloatVector j0 = zero, j1 = zero;
    FloatVector k0 = zero, k1 = zero;
    for (int i = 0; i < k >> 1; i++) {
      int w = panel + i * 4 * LANES;
      int p0 = from + i * 2;
      int p1 = p0 + pitch;
      int p2 = p0 + 2 * pitch;
      int p3 = p0 + 3 * pitch;
      int p4 = p0 + 4 * pitch;
      int p5 = p0 + 5 * pitch;
      int p6 = p0 + 6 * pitch;
      int p7 = p0 + 7 * pitch;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, w);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, w + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[p0]);
      d0 = x.fma(b0, d0);
      d1 = x.fma(b1, d1);
      x = FloatVector.broadcast(SPECIES, a[p1]);
      e0 = x.fma(b0, e0);
      e1 = x.fma(b1, e1);
      x = FloatVector.broadcast(SPECIES, a[p2]);
      f0 = x.fma(b0, f0);
      f1 = x.fma(b1, f1);
      x = FloatVector.broadcast(SPECIES, a[p3]);
      g0 = x.fma(b0, g0);
      g1 = x.fma(b1, g1);
      x = FloatVector.broadcast(SPECIES, a[p4]);
      h0 = x.fma(b0, h0);
      h1 = x.fma(b1, h1);
      x = FloatVector.broadcast(SPECIES, a[p5]);
      i0 = x.fma(b0, i0);
      i1 = x.fma(b1, i1);
      x = FloatVector.broadcast(SPECIES, a[p6]);
      j0 = x.fma(b0, j0);
      j1 = x.fma(b1, j1);
      x = FloatVector.broadcast(SPECIES, a[p7]);
      k0 = x.fma(b0, k0);
      k1 = x.fma(b1, k1);
      b0 = FloatVector.fromArray(SPECIES, b, w + 2 * LANES);
      b1 = FloatVector.fromArray(SPECIES, b, w + 3 * LANES);
      x = FloatVector.broadcast(SPECIES, a[p0 + 1]);
      d0 = x.fma(b0, d0);
      d1 = x.fma(b1, d1);
      x = FloatVector.broadcast(SPECIES, a[p1 + 1]);
      e0 = x.fma(b0, e0);
      e1 = x.fma(b1, e1);
      x = FloatVector.broadcast(SPECIES, a[p2 + 1]);
      f0 = x.fma(b0, f0);
      f1 = x.fma(b1, f1);
      x = FloatVector.broadcast(SPECIES, a[p3 + 1]);
      g0 = x.fma(b0, g0);
      g1 = x.fma(b1, g1);
      x = FloatVector.broadcast(SPECIES, a[p4 + 1]);
      h0 = x.fma(b0, h0);
      h1 = x.fma(b1, h1);
      x = FloatVector.broadcast(SPECIES, a[p5 + 1]);
      i0 = x.fma(b0, i0);
      i1 = x.fma(b1, i1);
      x = FloatVector.broadcast(SPECIES, a[p6 + 1]);
      j0 = x.fma(b0, j0);
      j1 = x.fma(b1, j1);
      x = FloatVector.broadcast(SPECIES, a[p7 + 1]);
      k0 = x.fma(b0, k0);
      k1 = x.fma(b1, k1);
    }
    d0.intoArray(c, to);
    d1.intoArray(c, to + LANES);
    e0.intoArray(c, to + columns);
    e1.intoArray(c, to + columns + LANES);
    f0.intoArray(c, to + 2 * columns);
    f1.intoArray(c, to + 2 * columns + LANES);
    g0.intoArray(c, to + 3 * columns);
    g1.intoArray(c, to + 3 * columns + LANES);
    h0.intoArray(c, to + 4 * columns);
    h1.intoArray(c, to + 4 * columns + LANES);
    i0.intoArray(c, to + 5 * columns);
    i1.intoArray(c, to + 5 * columns + LANES);
    j0.intoArray(c, to + 6 * columns);
    j1.intoArray(c, to + 6 * columns + LANES);
    k0.intoArray(c, to + 7 * columns);
    k1.intoArray(c, to + 7 * columns + LANES);
    if ((k & 1) != 0) {
      int w = panel + (k - 1) * 2 * LANES;
      rest(8, a, from + k - 1, pitch, b, w, 2 * LANES, c, to, columns, 1);
      rest(8, a, from + k - 1, pitch, b, w + LANES, 2 * LANES, c, to + LANES, columns, 1);
    }
  }

  /** 9 rows by 3 vectors. */
  static void three(
      float[] a, int from, int pitch, float[] b, int panel, float[] c, int to, int columns, int k) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero, d1 = zero, d2 = zero;
    FloatVector e0 = zero, e1 = zero, e2 = zero;
    FloatVector f0 = zero, f1 = zero, f2 = zero;
    FloatVector g0 = zero, g1 = zero, g2 = zero;
    FloatVector h0 = zero, h1 = zero, h2 = zero;
    FloatVector i0 = zero, i1 = zero, i2 = zero;
    FloatVector j0 = zero, j1 = zero, j2 = zero;
    FloatVector k0 = zero, k1 = zero, k2 = zero;
    FloatVector l0 = zero, l1 = zero, l2 = zero;
    for (int i = 0; i < k; i++) {
      int w = panel + i * 3 * LANES;
      int p = from + i;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, w);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, w + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, w + 2 * LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[p]);
      d0 = x.fma(b0, d0);
      d1 = x.fma(b1, d1);
      d2 = x.fma(b2, d2);
      x = FloatVector.broadcast(SPECIES, a[p + pitch]);
      e0 = x.fma(b0, e0);
      e1 = x.fma(b1, e1);
      e2 = x.fma(b2, e2);
      x = FloatVector.broadcast(SPECIES, a[p + 2 * pitch]);
      f0 = x.fma(b0, f0);
      f1 = x.fma(b1, f1);
      f2 = x.fma(b2, f2);
      x = FloatVector.broadcast(SPECIES, a[p + 3 * pitch]);
      g0 = x.fma(b0, g0);
      g1 = x.fma(b1, g1);
      g2 = x.fma(b2, g2);
      x = FloatVector.broadcast(SPECIES, a[p + 4 * pitch]);
      h0 = x.fma(b0, h0);
      h1 = x.fma(b1, h1);
      h2 = x.fma(b2, h2);
      x = FloatVector.broadcast(SPECIES, a[p + 5 * pitch]);
      i0 = x.fma(b0, i0);
      i1 = x.fma(b1, i1);
      i2 = x.fma(b2, i2);
      x = FloatVector.broadcast(SPECIES, a[p + 6 * pitch]);
      j0 = x.fma(b0, j0);
      j1 = x.fma(b1, j1);
      j2 = x.fma(b2, j2);
      x = FloatVector.broadcast(SPECIES, a[p + 7 * pitch]);
      k0 = x.fma(b0, k0);
      k1 = x.fma(b1, k1);
      k2 = x.fma(b2, k2);
      x = FloatVector.broadcast(SPECIES, a[p + 8 * pitch]);
      l0 = x.fma(b0, l0);
      l1 = x.fma(b1, l1);
      l2 = x.fma(b2, l2);
    }
    d0.intoArray(c, to);
    d1.intoArray(c, to + LANES);
    d2.intoArray(c, to + 2 * LANES);
    e0.intoArray(c, to + columns);
    e1.intoArray(c, to + columns + LANES);
    e2.intoArray(c, to + columns + 2 * LANES);
    f0.intoArray(c, to + 2 * columns);
    f1.intoArray(c, to + 2 * columns + LANES);
    f2.intoArray(c, to + 2 * columns + 2 * LANES);
    g0.intoArray(c, to + 3 * columns);
    g1.intoArray(c, to + 3 * columns + LANES);
    g2.intoArray(c, to + 3 * columns + 2 * LANES);
    h0.intoArray(c, to + 4 * columns);
    h1.intoArray(c, to + 4 * columns + LANES);
    h2.intoArray(c, to + 4 * columns + 2 * LANES);
    i0.intoArray(c, to + 5 * columns);
    i1.intoArray(c, to + 5 * columns + LANES);
    i2.intoArray(c, to + 5 * columns + 2 * LANES);
    j0.intoArray(c, to + 6 * columns);
    j1.intoArray(c, to + 6 * columns + LANES);
    j2.intoArray(c, to + 6 * columns + 2 * LANES);
    k0.intoArray(c, to + 7 * columns);
    k1.intoArray(c, to + 7 * columns + LANES);
    k2.intoArray(c, to + 7 * columns + 2 * LANES);
    l0.intoArray(c, to + 8 * columns);
    l1.intoArray(c, to + 8 * columns + LANES);
    l2.intoArray(c, to + 8 * columns + 2 * LANES);
  }

  /** 6 rows by 4 vectors. */
  static void four(
      float[] a, int from, int pitch, float[] b, int panel, float[] c, int to, int columns, int k) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero, d1 = zero, d2 = zero, d3 = zero;
    FloatVector e0 = zero, e1 = zero, e2 = zero, e3 = zero;
    FloatVector f0 = zero, f1 = zero, f2 = zero, f3 = zero;
    FloatVector g0 = zero, g1 = zero, g2 = zero, g3 = zero;
    FloatVector h0 = zero, h1 = zero, h2 = zero, h3 = zero;
    FloatVector i0 = zero, i1 = zero, i2 = zero, i3 = zero;
    for (int i = 0; i < k; i++) {
      int w = panel + i * 4 * LANES;
      int p = from + i;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, w);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, w + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, w + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, w + 3 * LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[p]);
      d0 = x.fma(b0, d0);
      d1 = x.fma(b1, d1);
      d2 = x.fma(b2, d2);
      d3 = x.fma(b3, d3);
      x = FloatVector.broadcast(SPECIES, a[p + pitch]);
      e0 = x.fma(b0, e0);
      e1 = x.fma(b1, e1);
      e2 = x.fma(b2, e2);
      e3 = x.fma(b3, e3);
      x = FloatVector.broadcast(SPECIES, a[p + 2 * pitch]);
      f0 = x.fma(b0, f0);
      f1 = x.fma(b1, f1);
      f2 = x.fma(b2, f2);
      f3 = x.fma(b3, f3);
      x = FloatVector.broadcast(SPECIES, a[p + 3 * pitch]);
      g0 = x.fma(b0, g0);
      g1 = x.fma(b1, g1);
      g2 = x.fma(b2, g2);
      g3 = x.fma(b3, g3);
      x = FloatVector.broadcast(SPECIES, a[p + 4 * pitch]);
      h0 = x.fma(b0, h0);
      h1 = x.fma(b1, h1);
      h2 = x.fma(b2, h2);
      h3 = x.fma(b3, h3);
      x = FloatVector.broadcast(SPECIES, a[p + 5 * pitch]);
      i0 = x.fma(b0, i0);
      i1 = x.fma(b1, i1);
      i2 = x.fma(b2, i2);
      i3 = x.fma(b3, i3);
    }
    d0.intoArray(c, to);
    d1.intoArray(c, to + LANES);
    d2.intoArray(c, to + 2 * LANES);
    d3.intoArray(c, to + 3 * LANES);
    e0.intoArray(c, to + columns);
    e1.intoArray(c, to + columns + LANES);
    e2.intoArray(c, to + columns + 2 * LANES);
    e3.intoArray(c, to + columns + 3 * LANES);
    f0.intoArray(c, to + 2 * columns);
    f1.intoArray(c, to + 2 * columns + LANES);
    f2.intoArray(c, to + 2 * columns + 2 * LANES);
    f3.intoArray(c, to + 2 * columns + 3 * LANES);
    g0.intoArray(c, to + 3 * columns);
    g1.intoArray(c, to + 3 * columns + LANES);
    g2.intoArray(c, to + 3 * columns + 2 * LANES);
    g3.intoArray(c, to + 3 * columns + 3 * LANES);
    h0.intoArray(c, to + 4 * columns);
    h1.intoArray(c, to + 4 * columns + LANES);
    h2.intoArray(c, to + 4 * columns + 2 * LANES);
    h3.intoArray(c, to + 4 * columns + 3 * LANES);
    i0.intoArray(c, to + 5 * columns);
    i1.intoArray(c, to + 5 * columns + LANES);
    i2.intoArray(c, to + 5 * columns + 2 * LANES);
    i3.intoArray(c, to + 5 * columns + 3 * LANES);
  }
}
