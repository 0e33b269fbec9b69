package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** F(4x4,3x3) with the points 0, 1, -1, 2, -2: 2.25 products per output instead of 9. */
final class WinogradTile4 implements WinogradTile {

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  @Override
  public int outputs() {
    return 4;
  }

  @Override
  public double[][] filterTransform() {
    return new double[][] {
      {1 / 4., 0, 0},
      {-1 / 6., -1 / 6., -1 / 6.},
      {-1 / 6., 1 / 6., -1 / 6.},
      {1 / 24., 1 / 12., 1 / 6.},
      {1 / 24., -1 / 12., 1 / 6.},
      {0, 0, 1}
    };
  }

  @Override
  public void input(
      float[] map,
      int from,
      int rowPitch,
      int pixelPitch,
      float[] points,
      int to,
      int step,
      int channels,
      float[] temporary,
      int t) {
    for (int c = 0; c < channels; c += LANES) {
      for (int x = 0; x < 6; x++) {
        input(map, from + c + x * pixelPitch, rowPitch, temporary, t + x * LANES, 6 * LANES);
      }
      for (int y = 0; y < 6; y++) {
        input(temporary, t + y * 6 * LANES, LANES, points, to + c + y * 6 * step, step);
      }
    }
  }

  @Override
  public void output(
      float[] points,
      int from,
      int step,
      float[] results,
      int to,
      int rowPitch,
      int pixelPitch,
      int channels,
      float[] temporary,
      int t) {
    for (int c = 0; c < channels; c += LANES) {
      for (int x = 0; x < 6; x++) {
        output(points, from + c + x * step, 6 * step, temporary, t + x * LANES, 6 * LANES);
      }
      for (int y = 0; y < 4; y++) {
        output(temporary, t + y * 6 * LANES, LANES, results, to + c + y * rowPitch, pixelPitch);
      }
    }
  }

  /** B^T of six vectors. */
  private static void input(float[] a, int from, int pitch, float[] b, int to, int step) {
    FloatVector d0 = FloatVector.fromArray(SPECIES, a, from);
    FloatVector d1 = FloatVector.fromArray(SPECIES, a, from + pitch);
    FloatVector d2 = FloatVector.fromArray(SPECIES, a, from + 2 * pitch);
    FloatVector d3 = FloatVector.fromArray(SPECIES, a, from + 3 * pitch);
    FloatVector d4 = FloatVector.fromArray(SPECIES, a, from + 4 * pitch);
    FloatVector d5 = FloatVector.fromArray(SPECIES, a, from + 5 * pitch);
    FloatVector two = FloatVector.broadcast(SPECIES, 2);
    FloatVector four = FloatVector.broadcast(SPECIES, 4);
    FloatVector five = FloatVector.broadcast(SPECIES, -5);
    Lanes.fma(d0, four, Lanes.fma(d2, five, d4)).intoArray(b, to);
    FloatVector minus4 = FloatVector.broadcast(SPECIES, -4);
    FloatVector even = Lanes.fma(d2, minus4, d4);
    FloatVector odd = Lanes.fma(d1, minus4, d3);
    even.add(odd).intoArray(b, to + step);
    even.sub(odd).intoArray(b, to + 2 * step);
    FloatVector even2 = d4.sub(d2);
    FloatVector odd2 = d3.sub(d1).mul(two);
    even2.add(odd2).intoArray(b, to + 3 * step);
    even2.sub(odd2).intoArray(b, to + 4 * step);
    Lanes.fma(d1, four, Lanes.fma(d3, five, d5)).intoArray(b, to + 5 * step);
  }

  /** A^T of six vectors. */
  private static void output(float[] a, int from, int pitch, float[] b, int to, int step) {
    FloatVector m0 = FloatVector.fromArray(SPECIES, a, from);
    FloatVector m1 = FloatVector.fromArray(SPECIES, a, from + pitch);
    FloatVector m2 = FloatVector.fromArray(SPECIES, a, from + 2 * pitch);
    FloatVector m3 = FloatVector.fromArray(SPECIES, a, from + 3 * pitch);
    FloatVector m4 = FloatVector.fromArray(SPECIES, a, from + 4 * pitch);
    FloatVector m5 = FloatVector.fromArray(SPECIES, a, from + 5 * pitch);
    FloatVector even1 = m1.add(m2);
    FloatVector odd1 = m1.sub(m2);
    FloatVector even2 = m3.add(m4);
    FloatVector odd2 = m3.sub(m4);
    m0.add(even1).add(even2).intoArray(b, to);
    Lanes.fma(odd2, FloatVector.broadcast(SPECIES, 2), odd1).intoArray(b, to + step);
    Lanes.fma(even2, FloatVector.broadcast(SPECIES, 4), even1).intoArray(b, to + 2 * step);
    Lanes.fma(odd2, FloatVector.broadcast(SPECIES, 8), odd1.add(m5)).intoArray(b, to + 3 * step);
  }
}
