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
      int tiles,
      float[] points,
      int to,
      int pitch,
      int channels,
      float[] temporary,
      int t) {
    int columns = columns(tiles);
    int row = columns * channels;
    // Rows of a map without gaps are one long row of vectors.
    boolean gapless = pixelPitch == channels;
    int outer = gapless ? 1 : columns;
    int count = gapless ? row / LANES : channels / LANES;
    input(map, from, pixelPitch, rowPitch, temporary, t, channels, row, outer, count);
    for (int i = 0; i < tiles; i++) {
      int tile = to + i * pitch;
      int source = t + i * 4 * channels;
      input(
          temporary,
          source,
          row,
          channels,
          points,
          tile,
          6 * channels,
          channels,
          6,
          count(channels));
    }
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
    int row = 6 * channels;
    output(points, from, 0, row, temporary, t, 0, row, 1, 6 * count(channels));
    output(temporary, t, row, channels, results, to, rowPitch, pixelPitch, 4, count(channels));
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
    int row = 6 * channels;
    output(points, from, 0, row, temporary, t, 0, row, 1, 6 * count(channels));
    for (int r = 0; r < 4; r++) {
      storeEven(
          temporary,
          t + r * row,
          channels,
          ending.bias(),
          ending.slope(),
          ending.scale(),
          n,
          add,
          at + r * addRow,
          addPixel,
          out,
          to + r * rowPitch,
          pixelPitch,
          count(channels));
      storeOdd(
          temporary,
          t + r * row,
          channels,
          ending.bias(),
          ending.slope(),
          ending.scale(),
          n,
          add,
          at + r * addRow,
          addPixel,
          out,
          to + r * rowPitch,
          pixelPitch,
          count(channels));
    }
  }

  private static int count(int channels) {
    return channels / LANES;
  }

  /**
   * B^T of columns of six vectors: {@code outer} times {@code count} neighbouring ones.
   *
   * @param next from outer step to outer step in a
   * @param pitch from vector to vector of a column in a
   * @param nextTo from outer step to outer step in b
   * @param step from vector to vector of a column in b
   */
  private static void input(
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
    FloatVector minus4 = FloatVector.broadcast(SPECIES, -4);
    FloatVector minus5 = FloatVector.broadcast(SPECIES, -5);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < count; i++) {
        int p = from + o * next + i * LANES;
        int q = to + o * nextTo + i * LANES;
        FloatVector d0 = FloatVector.fromArray(SPECIES, a, p);
        FloatVector d1 = FloatVector.fromArray(SPECIES, a, p + pitch);
        FloatVector d2 = FloatVector.fromArray(SPECIES, a, p + 2 * pitch);
        FloatVector d3 = FloatVector.fromArray(SPECIES, a, p + 3 * pitch);
        FloatVector d4 = FloatVector.fromArray(SPECIES, a, p + 4 * pitch);
        FloatVector d5 = FloatVector.fromArray(SPECIES, a, p + 5 * pitch);
        FloatVector even = Lanes.fma(d2, minus4, d4);
        FloatVector odd = Lanes.fma(d1, minus4, d3);
        FloatVector even2 = d4.sub(d2);
        FloatVector odd2 = d3.sub(d1).mul(two);
        Lanes.fma(d0, four, Lanes.fma(d2, minus5, d4)).intoArray(b, q);
        even.add(odd).intoArray(b, q + step);
        even.sub(odd).intoArray(b, q + 2 * step);
        even2.add(odd2).intoArray(b, q + 3 * step);
        even2.sub(odd2).intoArray(b, q + 4 * step);
        Lanes.fma(d1, four, Lanes.fma(d3, minus5, d5)).intoArray(b, q + 5 * step);
      }
    }
  }

  /** A^T of {@code count} columns of six vectors; the parameters are those of {@code input}. */
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
        FloatVector even1 = m1.add(m2);
        FloatVector odd1 = m1.sub(m2);
        FloatVector even2 = m3.add(m4);
        FloatVector odd2 = m3.sub(m4);
        m0.add(even1).add(even2).intoArray(b, q);
        Lanes.fma(odd2, two, odd1).intoArray(b, q + step);
        Lanes.fma(even2, four, even1).intoArray(b, q + 2 * step);
        Lanes.fma(odd2, eight, odd1.add(m5)).intoArray(b, q + 3 * step);
      }
    }
  }

  /**
   * Every other of A^T of a row of the tile's pixels, with what follows it. So long a method must
   * call nothing but the JDK's vectors, of which about fifty operations are inlined: then a vector
   * would be an object.
   */
  private static void storeEven(
      float[] a,
      int from,
      int pitch,
      float[] bias,
      float[] slope,
      float[] scale,
      int n,
      float[] add,
      int at,
      int addPixel,
      float[] out,
      int to,
      int pixel,
      int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector four = FloatVector.broadcast(SPECIES, 4);
    for (int i = 0; i < count; i++) {
      int p = from + i * LANES;
      int q = to + i * LANES;
      int r = at + i * LANES;
      FloatVector up = FloatVector.fromArray(SPECIES, scale, n + i * LANES);
      FloatVector down = up.mul(FloatVector.fromArray(SPECIES, slope, n + i * LANES));
      FloatVector m0 = FloatVector.fromArray(SPECIES, a, p);
      FloatVector m1 = FloatVector.fromArray(SPECIES, a, p + pitch);
      FloatVector m2 = FloatVector.fromArray(SPECIES, a, p + 2 * pitch);
      FloatVector m3 = FloatVector.fromArray(SPECIES, a, p + 3 * pitch);
      FloatVector m4 = FloatVector.fromArray(SPECIES, a, p + 4 * pitch);
      FloatVector even1 = m1.add(m2).add(FloatVector.fromArray(SPECIES, bias, n + i * LANES));
      FloatVector even2 = m3.add(m4);
      FloatVector v = m0.add(even1).add(even2).add(FloatVector.fromArray(SPECIES, add, r));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q);
      v = even2.fma(four, even1).add(FloatVector.fromArray(SPECIES, add, r + 2 * addPixel));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q + 2 * pixel);
    }
  }

  /** The other ones. */
  private static void storeOdd(
      float[] a,
      int from,
      int pitch,
      float[] bias,
      float[] slope,
      float[] scale,
      int n,
      float[] add,
      int at,
      int addPixel,
      float[] out,
      int to,
      int pixel,
      int count) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector two = FloatVector.broadcast(SPECIES, 2);
    FloatVector eight = FloatVector.broadcast(SPECIES, 8);
    for (int i = 0; i < count; i++) {
      int p = from + i * LANES;
      int q = to + i * LANES;
      int r = at + i * LANES;
      FloatVector up = FloatVector.fromArray(SPECIES, scale, n + i * LANES);
      FloatVector down = up.mul(FloatVector.fromArray(SPECIES, slope, n + i * LANES));
      FloatVector m1 = FloatVector.fromArray(SPECIES, a, p + pitch);
      FloatVector m2 = FloatVector.fromArray(SPECIES, a, p + 2 * pitch);
      FloatVector m3 = FloatVector.fromArray(SPECIES, a, p + 3 * pitch);
      FloatVector m4 = FloatVector.fromArray(SPECIES, a, p + 4 * pitch);
      FloatVector m5 = FloatVector.fromArray(SPECIES, a, p + 5 * pitch);
      FloatVector odd1 = m1.sub(m2).add(FloatVector.fromArray(SPECIES, bias, n + i * LANES));
      FloatVector odd2 = m3.sub(m4);
      FloatVector v = odd2.fma(two, odd1).add(FloatVector.fromArray(SPECIES, add, r + addPixel));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q + pixel);
      v = odd2.fma(eight, odd1.add(m5)).add(FloatVector.fromArray(SPECIES, add, r + 3 * addPixel));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q + 3 * pixel);
    }
  }
}
