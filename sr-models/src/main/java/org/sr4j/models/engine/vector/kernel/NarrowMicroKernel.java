package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Product of six rows of a matrix with one panel of two vectors, for processors with 16 vector
 * registers. See {@link WideMicroKernels}.
 */
final class NarrowMicroKernel {

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  private NarrowMicroKernel() {}

  /** 6 rows by 2 vectors. */
  static void two(
      float[] a, int from, int pitch, float[] b, int panel, float[] c, int to, int columns, int k) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector d0 = zero, d1 = zero;
    FloatVector e0 = zero, e1 = zero;
    FloatVector f0 = zero, f1 = zero;
    FloatVector g0 = zero, g1 = zero;
    FloatVector h0 = zero, h1 = zero;
    FloatVector i0 = zero, i1 = zero;
    for (int i = 0; i < k; i++) {
      int w = panel + i * 2 * LANES;
      int p = from + i;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, w);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, w + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[p]);
      d0 = Lanes.fma(x, b0, d0);
      d1 = Lanes.fma(x, b1, d1);
      x = FloatVector.broadcast(SPECIES, a[p + pitch]);
      e0 = Lanes.fma(x, b0, e0);
      e1 = Lanes.fma(x, b1, e1);
      x = FloatVector.broadcast(SPECIES, a[p + 2 * pitch]);
      f0 = Lanes.fma(x, b0, f0);
      f1 = Lanes.fma(x, b1, f1);
      x = FloatVector.broadcast(SPECIES, a[p + 3 * pitch]);
      g0 = Lanes.fma(x, b0, g0);
      g1 = Lanes.fma(x, b1, g1);
      x = FloatVector.broadcast(SPECIES, a[p + 4 * pitch]);
      h0 = Lanes.fma(x, b0, h0);
      h1 = Lanes.fma(x, b1, h1);
      x = FloatVector.broadcast(SPECIES, a[p + 5 * pitch]);
      i0 = Lanes.fma(x, b0, i0);
      i1 = Lanes.fma(x, b1, i1);
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
  }
}
