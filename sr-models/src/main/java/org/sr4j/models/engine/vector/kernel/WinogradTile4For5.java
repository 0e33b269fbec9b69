package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * F(4x4,5x5) with the points of {@link WinogradTile6}, and so its transform of inputs: 4 products
 * per output instead of 25.
 */
final class WinogradTile4For5 implements WinogradTile {

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  @Override
  public int outputs() {
    return 4;
  }

  @Override
  public int taps() {
    return 5;
  }

  @Override
  public double[][] filterTransform() {
    return new double[][] {
      {1, 0, 0, 0, 0},
      {-2 / 9., -2 / 9., -2 / 9., -2 / 9., -2 / 9.},
      {-2 / 9., 2 / 9., -2 / 9., 2 / 9., -2 / 9.},
      {1 / 90., 1 / 45., 2 / 45., 4 / 45., 8 / 45.},
      {1 / 90., -1 / 45., 2 / 45., -4 / 45., 8 / 45.},
      {1 / 45., 1 / 90., 1 / 180., 1 / 360., 1 / 720.},
      {1 / 45., -1 / 90., 1 / 180., -1 / 360., 1 / 720.},
      {0, 0, 0, 0, 1}
    };
  }

  @Override
  public void input(
      float[] map,
      int from,
      int rowPitch,
      int pixelPitch,
      int tiles,
      float[] points,
      int to,
      int pitch,
      int channels,
      float[] temporary,
      int t) {
    WinogradTile6.inputs(
        4, map, from, rowPitch, pixelPitch, tiles, points, to, pitch, channels, temporary, t);
  }

  @Override
  public void output(
      float[] points,
      int from,
      float[] results,
      int to,
      int rowPitch,
      int pixelPitch,
      int channels,
      float[] temporary,
      int t) {
    int row = 8 * channels;
    int count = channels / LANES;
    output(points, from, 0, row, temporary, t, 0, row, 1, 8 * count);
    output(temporary, t, row, channels, results, to, rowPitch, pixelPitch, 4, count);
  }

  /** A^T of {@code count} columns of eight vectors; see {@link WinogradTile6}. */
  private static void output(
      float[] a,
      int from,
      int next,
      int pitch,
      float[] b,
      int to,
      int nextTo,
      int step,
      int outer,
      int count) {
    FloatVector two = FloatVector.broadcast(SPECIES, 2);
    FloatVector four = FloatVector.broadcast(SPECIES, 4);
    FloatVector eight = FloatVector.broadcast(SPECIES, 8);
    FloatVector sixteen = FloatVector.broadcast(SPECIES, 16);
    FloatVector thirtyTwo = FloatVector.broadcast(SPECIES, 32);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < count; i++) {
        int p = from + o * next + i * LANES;
        int q = to + o * nextTo + i * LANES;
        FloatVector m0 = FloatVector.fromArray(SPECIES, a, p);
        FloatVector m1 = FloatVector.fromArray(SPECIES, a, p + pitch);
        FloatVector m2 = FloatVector.fromArray(SPECIES, a, p + 2 * pitch);
        FloatVector m3 = FloatVector.fromArray(SPECIES, a, p + 3 * pitch);
        FloatVector m4 = FloatVector.fromArray(SPECIES, a, p + 4 * pitch);
        FloatVector m5 = FloatVector.fromArray(SPECIES, a, p + 5 * pitch);
        FloatVector m6 = FloatVector.fromArray(SPECIES, a, p + 6 * pitch);
        FloatVector m7 = FloatVector.fromArray(SPECIES, a, p + 7 * pitch);
        FloatVector e1 = m1.add(m2);
        FloatVector o1 = m1.sub(m2);
        FloatVector e2 = m3.add(m4);
        FloatVector o2 = m3.sub(m4);
        FloatVector e3 = m5.add(m6);
        FloatVector o3 = m5.sub(m6);
        e3.mul(thirtyTwo).add(m0.add(e1).add(e2)).intoArray(b, q);
        o2.mul(two).add(o3.mul(sixteen).add(o1)).intoArray(b, q + step);
        e2.mul(four).add(e3.mul(eight).add(e1)).intoArray(b, q + 2 * step);
        o2.mul(eight).add(o3.mul(four).add(o1)).add(m7).intoArray(b, q + 3 * step);
      }
    }
  }

  @Override
  public boolean canStore() {
    return false;
  }

  @Override
  public void store(
      float[] points,
      int from,
      float[] temporary,
      int t,
      int channels,
      Ending ending,
      int n,
      float[] add,
      int at,
      int addRow,
      int addPixel,
      float[] out,
      int to,
      int rowPitch,
      int pixelPitch) {
    throw new UnsupportedOperationException("tiles of a 5x5 window go over a buffer");
  }
}
