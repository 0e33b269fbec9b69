package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@code x/2 (1 + erf(x / sqrt 2))} with the rational approximation of {@link Transcendental#erf}.
 *
 * <p>Written out, so that the method is large enough for the compiler to leave it by itself:
 * inlined with its callers, it has too many operations to be inlined itself. Two vectors that share
 * a division would save a little, but are too many operations for one method.
 */
final class Gelu {

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final float ROOT_HALF = 0.70710678f;

  private Gelu() {}

  /**
   * @param n a multiple of the vectors' length
   */
  static void apply(float[] a, int ao, float[] out, int oo, int n) {
    for (int i = 0; i < n; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i);
      FloatVector u = x.mul(ROOT_HALF).max(-4f).min(4f);
      FloatVector s = u.mul(u);
      FloatVector p = FloatVector.broadcast(SPECIES, -2.72614225801306e-10f);
      p = p.fma(s, FloatVector.broadcast(SPECIES, 2.77068142495902e-08f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, -2.10102402082508e-06f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, -5.69250639462346e-05f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, -7.34990630326855e-04f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, -2.95459980854025e-03f));
      p = p.fma(s, FloatVector.broadcast(SPECIES, -1.60960333262415e-02f));
      FloatVector q = FloatVector.broadcast(SPECIES, -1.45660718464996e-05f);
      q = q.fma(s, FloatVector.broadcast(SPECIES, -2.13374055278905e-04f));
      q = q.fma(s, FloatVector.broadcast(SPECIES, -1.68282697438203e-03f));
      q = q.fma(s, FloatVector.broadcast(SPECIES, -7.37332916720468e-03f));
      q = q.fma(s, FloatVector.broadcast(SPECIES, -1.42647390514189e-02f));
      FloatVector half = x.mul(0.5f);
      p.mul(u).div(q).fma(half, half).intoArray(out, oo + i);
    }
  }
}
