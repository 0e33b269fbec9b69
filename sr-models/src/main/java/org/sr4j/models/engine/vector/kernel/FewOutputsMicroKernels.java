package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of a window for some neighbouring pixels and a few outputs, lanes running over the inputs:
 * each value of the map serves all outputs, each weight all pixels. Sum of pixel p and output o
 * goes to vector {@code p * outputs + o}.
 *
 * <p>The window is {@code runs} runs of {@code run} vectors each, {@code skip} floats between them.
 * Weights lie in the order of use. For 32 and for 16 vector registers, and written out for the
 * reason given in {@link WideMicroKernels}.
 */
final class FewOutputsMicroKernels {

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  private FewOutputsMicroKernels() {}

  /** 12 pixels by 1 output. */
  static void one(
      float[] map,
      int from,
      int pitch,
      int run,
      int skip,
      int runs,
      float[] w,
      int at,
      float[] sums,
      int to) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero;
    FloatVector e0 = zero;
    FloatVector f0 = zero;
    FloatVector g0 = zero;
    FloatVector h0 = zero;
    FloatVector i0 = zero;
    FloatVector j0 = zero;
    FloatVector k0 = zero;
    FloatVector l0 = zero;
    FloatVector m0 = zero;
    FloatVector n0 = zero;
    FloatVector o0 = zero;
    int left = run;
    int q = from;
    int end = run * runs;
    for (int i = 0; i < end; i++) {
      int b = at + i * LANES;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, b);
      FloatVector x = FloatVector.fromArray(SPECIES, map, q);
      d0 = Lanes.fma(x, w0, d0);
      x = FloatVector.fromArray(SPECIES, map, q + pitch);
      e0 = Lanes.fma(x, w0, e0);
      x = FloatVector.fromArray(SPECIES, map, q + 2 * pitch);
      f0 = Lanes.fma(x, w0, f0);
      x = FloatVector.fromArray(SPECIES, map, q + 3 * pitch);
      g0 = Lanes.fma(x, w0, g0);
      x = FloatVector.fromArray(SPECIES, map, q + 4 * pitch);
      h0 = Lanes.fma(x, w0, h0);
      x = FloatVector.fromArray(SPECIES, map, q + 5 * pitch);
      i0 = Lanes.fma(x, w0, i0);
      x = FloatVector.fromArray(SPECIES, map, q + 6 * pitch);
      j0 = Lanes.fma(x, w0, j0);
      x = FloatVector.fromArray(SPECIES, map, q + 7 * pitch);
      k0 = Lanes.fma(x, w0, k0);
      x = FloatVector.fromArray(SPECIES, map, q + 8 * pitch);
      l0 = Lanes.fma(x, w0, l0);
      x = FloatVector.fromArray(SPECIES, map, q + 9 * pitch);
      m0 = Lanes.fma(x, w0, m0);
      x = FloatVector.fromArray(SPECIES, map, q + 10 * pitch);
      n0 = Lanes.fma(x, w0, n0);
      x = FloatVector.fromArray(SPECIES, map, q + 11 * pitch);
      o0 = Lanes.fma(x, w0, o0);
      q += LANES;
      if (--left == 0) {
        left = run;
        q += skip;
      }
    }
    d0.intoArray(sums, to);
    e0.intoArray(sums, to + LANES);
    f0.intoArray(sums, to + 2 * LANES);
    g0.intoArray(sums, to + 3 * LANES);
    h0.intoArray(sums, to + 4 * LANES);
    i0.intoArray(sums, to + 5 * LANES);
    j0.intoArray(sums, to + 6 * LANES);
    k0.intoArray(sums, to + 7 * LANES);
    l0.intoArray(sums, to + 8 * LANES);
    m0.intoArray(sums, to + 9 * LANES);
    n0.intoArray(sums, to + 10 * LANES);
    o0.intoArray(sums, to + 11 * LANES);
  }

  /** 8 pixels by 3 outputs. */
  static void three(
      float[] map,
      int from,
      int pitch,
      int run,
      int skip,
      int runs,
      float[] w,
      int at,
      float[] sums,
      int to) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero, d1 = zero, d2 = zero;
    FloatVector e0 = zero, e1 = zero, e2 = zero;
    FloatVector f0 = zero, f1 = zero, f2 = zero;
    FloatVector g0 = zero, g1 = zero, g2 = zero;
    FloatVector h0 = zero, h1 = zero, h2 = zero;
    FloatVector i0 = zero, i1 = zero, i2 = zero;
    FloatVector j0 = zero, j1 = zero, j2 = zero;
    FloatVector k0 = zero, k1 = zero, k2 = zero;
    int left = run;
    int q = from;
    int end = run * runs;
    for (int i = 0; i < end; i++) {
      int b = at + i * 3 * LANES;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, b);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, b + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, b + 2 * LANES);
      FloatVector x = FloatVector.fromArray(SPECIES, map, q);
      d0 = Lanes.fma(x, w0, d0);
      d1 = Lanes.fma(x, w1, d1);
      d2 = Lanes.fma(x, w2, d2);
      x = FloatVector.fromArray(SPECIES, map, q + pitch);
      e0 = Lanes.fma(x, w0, e0);
      e1 = Lanes.fma(x, w1, e1);
      e2 = Lanes.fma(x, w2, e2);
      x = FloatVector.fromArray(SPECIES, map, q + 2 * pitch);
      f0 = Lanes.fma(x, w0, f0);
      f1 = Lanes.fma(x, w1, f1);
      f2 = Lanes.fma(x, w2, f2);
      x = FloatVector.fromArray(SPECIES, map, q + 3 * pitch);
      g0 = Lanes.fma(x, w0, g0);
      g1 = Lanes.fma(x, w1, g1);
      g2 = Lanes.fma(x, w2, g2);
      x = FloatVector.fromArray(SPECIES, map, q + 4 * pitch);
      h0 = Lanes.fma(x, w0, h0);
      h1 = Lanes.fma(x, w1, h1);
      h2 = Lanes.fma(x, w2, h2);
      x = FloatVector.fromArray(SPECIES, map, q + 5 * pitch);
      i0 = Lanes.fma(x, w0, i0);
      i1 = Lanes.fma(x, w1, i1);
      i2 = Lanes.fma(x, w2, i2);
      x = FloatVector.fromArray(SPECIES, map, q + 6 * pitch);
      j0 = Lanes.fma(x, w0, j0);
      j1 = Lanes.fma(x, w1, j1);
      j2 = Lanes.fma(x, w2, j2);
      x = FloatVector.fromArray(SPECIES, map, q + 7 * pitch);
      k0 = Lanes.fma(x, w0, k0);
      k1 = Lanes.fma(x, w1, k1);
      k2 = Lanes.fma(x, w2, k2);
      q += LANES;
      if (--left == 0) {
        left = run;
        q += skip;
      }
    }
    d0.intoArray(sums, to);
    d1.intoArray(sums, to + LANES);
    d2.intoArray(sums, to + 2 * LANES);
    e0.intoArray(sums, to + 3 * LANES);
    e1.intoArray(sums, to + 4 * LANES);
    e2.intoArray(sums, to + 5 * LANES);
    f0.intoArray(sums, to + 6 * LANES);
    f1.intoArray(sums, to + 7 * LANES);
    f2.intoArray(sums, to + 8 * LANES);
    g0.intoArray(sums, to + 9 * LANES);
    g1.intoArray(sums, to + 10 * LANES);
    g2.intoArray(sums, to + 11 * LANES);
    h0.intoArray(sums, to + 12 * LANES);
    h1.intoArray(sums, to + 13 * LANES);
    h2.intoArray(sums, to + 14 * LANES);
    i0.intoArray(sums, to + 15 * LANES);
    i1.intoArray(sums, to + 16 * LANES);
    i2.intoArray(sums, to + 17 * LANES);
    j0.intoArray(sums, to + 18 * LANES);
    j1.intoArray(sums, to + 19 * LANES);
    j2.intoArray(sums, to + 20 * LANES);
    k0.intoArray(sums, to + 21 * LANES);
    k1.intoArray(sums, to + 22 * LANES);
    k2.intoArray(sums, to + 23 * LANES);
  }

  /** 6 pixels by 4 outputs. */
  static void four(
      float[] map,
      int from,
      int pitch,
      int run,
      int skip,
      int runs,
      float[] w,
      int at,
      float[] sums,
      int to) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero, d1 = zero, d2 = zero, d3 = zero;
    FloatVector e0 = zero, e1 = zero, e2 = zero, e3 = zero;
    FloatVector f0 = zero, f1 = zero, f2 = zero, f3 = zero;
    FloatVector g0 = zero, g1 = zero, g2 = zero, g3 = zero;
    FloatVector h0 = zero, h1 = zero, h2 = zero, h3 = zero;
    FloatVector i0 = zero, i1 = zero, i2 = zero, i3 = zero;
    int left = run;
    int q = from;
    int end = run * runs;
    for (int i = 0; i < end; i++) {
      int b = at + i * 4 * LANES;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, b);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, b + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, b + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, b + 3 * LANES);
      FloatVector x = FloatVector.fromArray(SPECIES, map, q);
      d0 = Lanes.fma(x, w0, d0);
      d1 = Lanes.fma(x, w1, d1);
      d2 = Lanes.fma(x, w2, d2);
      d3 = Lanes.fma(x, w3, d3);
      x = FloatVector.fromArray(SPECIES, map, q + pitch);
      e0 = Lanes.fma(x, w0, e0);
      e1 = Lanes.fma(x, w1, e1);
      e2 = Lanes.fma(x, w2, e2);
      e3 = Lanes.fma(x, w3, e3);
      x = FloatVector.fromArray(SPECIES, map, q + 2 * pitch);
      f0 = Lanes.fma(x, w0, f0);
      f1 = Lanes.fma(x, w1, f1);
      f2 = Lanes.fma(x, w2, f2);
      f3 = Lanes.fma(x, w3, f3);
      x = FloatVector.fromArray(SPECIES, map, q + 3 * pitch);
      g0 = Lanes.fma(x, w0, g0);
      g1 = Lanes.fma(x, w1, g1);
      g2 = Lanes.fma(x, w2, g2);
      g3 = Lanes.fma(x, w3, g3);
      x = FloatVector.fromArray(SPECIES, map, q + 4 * pitch);
      h0 = Lanes.fma(x, w0, h0);
      h1 = Lanes.fma(x, w1, h1);
      h2 = Lanes.fma(x, w2, h2);
      h3 = Lanes.fma(x, w3, h3);
      x = FloatVector.fromArray(SPECIES, map, q + 5 * pitch);
      i0 = Lanes.fma(x, w0, i0);
      i1 = Lanes.fma(x, w1, i1);
      i2 = Lanes.fma(x, w2, i2);
      i3 = Lanes.fma(x, w3, i3);
      q += LANES;
      if (--left == 0) {
        left = run;
        q += skip;
      }
    }
    d0.intoArray(sums, to);
    d1.intoArray(sums, to + LANES);
    d2.intoArray(sums, to + 2 * LANES);
    d3.intoArray(sums, to + 3 * LANES);
    e0.intoArray(sums, to + 4 * LANES);
    e1.intoArray(sums, to + 5 * LANES);
    e2.intoArray(sums, to + 6 * LANES);
    e3.intoArray(sums, to + 7 * LANES);
    f0.intoArray(sums, to + 8 * LANES);
    f1.intoArray(sums, to + 9 * LANES);
    f2.intoArray(sums, to + 10 * LANES);
    f3.intoArray(sums, to + 11 * LANES);
    g0.intoArray(sums, to + 12 * LANES);
    g1.intoArray(sums, to + 13 * LANES);
    g2.intoArray(sums, to + 14 * LANES);
    g3.intoArray(sums, to + 15 * LANES);
    h0.intoArray(sums, to + 16 * LANES);
    h1.intoArray(sums, to + 17 * LANES);
    h2.intoArray(sums, to + 18 * LANES);
    h3.intoArray(sums, to + 19 * LANES);
    i0.intoArray(sums, to + 20 * LANES);
    i1.intoArray(sums, to + 21 * LANES);
    i2.intoArray(sums, to + 22 * LANES);
    i3.intoArray(sums, to + 23 * LANES);
  }

  /** 4 pixels by 3 outputs. */
  static void threeNarrow(
      float[] map,
      int from,
      int pitch,
      int run,
      int skip,
      int runs,
      float[] w,
      int at,
      float[] sums,
      int to) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero, d1 = zero, d2 = zero;
    FloatVector e0 = zero, e1 = zero, e2 = zero;
    FloatVector f0 = zero, f1 = zero, f2 = zero;
    FloatVector g0 = zero, g1 = zero, g2 = zero;
    int left = run;
    int q = from;
    int end = run * runs;
    for (int i = 0; i < end; i++) {
      int b = at + i * 3 * LANES;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, b);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, b + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, b + 2 * LANES);
      FloatVector x = FloatVector.fromArray(SPECIES, map, q);
      d0 = Lanes.fma(x, w0, d0);
      d1 = Lanes.fma(x, w1, d1);
      d2 = Lanes.fma(x, w2, d2);
      x = FloatVector.fromArray(SPECIES, map, q + pitch);
      e0 = Lanes.fma(x, w0, e0);
      e1 = Lanes.fma(x, w1, e1);
      e2 = Lanes.fma(x, w2, e2);
      x = FloatVector.fromArray(SPECIES, map, q + 2 * pitch);
      f0 = Lanes.fma(x, w0, f0);
      f1 = Lanes.fma(x, w1, f1);
      f2 = Lanes.fma(x, w2, f2);
      x = FloatVector.fromArray(SPECIES, map, q + 3 * pitch);
      g0 = Lanes.fma(x, w0, g0);
      g1 = Lanes.fma(x, w1, g1);
      g2 = Lanes.fma(x, w2, g2);
      q += LANES;
      if (--left == 0) {
        left = run;
        q += skip;
      }
    }
    d0.intoArray(sums, to);
    d1.intoArray(sums, to + LANES);
    d2.intoArray(sums, to + 2 * LANES);
    e0.intoArray(sums, to + 3 * LANES);
    e1.intoArray(sums, to + 4 * LANES);
    e2.intoArray(sums, to + 5 * LANES);
    f0.intoArray(sums, to + 6 * LANES);
    f1.intoArray(sums, to + 7 * LANES);
    f2.intoArray(sums, to + 8 * LANES);
    g0.intoArray(sums, to + 9 * LANES);
    g1.intoArray(sums, to + 10 * LANES);
    g2.intoArray(sums, to + 11 * LANES);
  }

  /** 3 pixels by 4 outputs. */
  static void fourNarrow(
      float[] map,
      int from,
      int pitch,
      int run,
      int skip,
      int runs,
      float[] w,
      int at,
      float[] sums,
      int to) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero, d1 = zero, d2 = zero, d3 = zero;
    FloatVector e0 = zero, e1 = zero, e2 = zero, e3 = zero;
    FloatVector f0 = zero, f1 = zero, f2 = zero, f3 = zero;
    int left = run;
    int q = from;
    int end = run * runs;
    for (int i = 0; i < end; i++) {
      int b = at + i * 4 * LANES;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, b);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, b + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, b + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, b + 3 * LANES);
      FloatVector x = FloatVector.fromArray(SPECIES, map, q);
      d0 = Lanes.fma(x, w0, d0);
      d1 = Lanes.fma(x, w1, d1);
      d2 = Lanes.fma(x, w2, d2);
      d3 = Lanes.fma(x, w3, d3);
      x = FloatVector.fromArray(SPECIES, map, q + pitch);
      e0 = Lanes.fma(x, w0, e0);
      e1 = Lanes.fma(x, w1, e1);
      e2 = Lanes.fma(x, w2, e2);
      e3 = Lanes.fma(x, w3, e3);
      x = FloatVector.fromArray(SPECIES, map, q + 2 * pitch);
      f0 = Lanes.fma(x, w0, f0);
      f1 = Lanes.fma(x, w1, f1);
      f2 = Lanes.fma(x, w2, f2);
      f3 = Lanes.fma(x, w3, f3);
      q += LANES;
      if (--left == 0) {
        left = run;
        q += skip;
      }
    }
    d0.intoArray(sums, to);
    d1.intoArray(sums, to + LANES);
    d2.intoArray(sums, to + 2 * LANES);
    d3.intoArray(sums, to + 3 * LANES);
    e0.intoArray(sums, to + 4 * LANES);
    e1.intoArray(sums, to + 5 * LANES);
    e2.intoArray(sums, to + 6 * LANES);
    e3.intoArray(sums, to + 7 * LANES);
    f0.intoArray(sums, to + 8 * LANES);
    f1.intoArray(sums, to + 9 * LANES);
    f2.intoArray(sums, to + 10 * LANES);
    f3.intoArray(sums, to + 11 * LANES);
  }
}
