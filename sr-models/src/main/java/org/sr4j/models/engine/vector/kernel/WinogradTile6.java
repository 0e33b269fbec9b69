package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** F(6x6,3x3) with the points 0, 1, -1, 2, -2, 1/2, -1/2: 1.78 products per output instead of 9. */
final class WinogradTile6 implements WinogradTile {

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  @Override
  public int outputs() {
    return 6;
  }

  @Override
  public double[][] filterTransform() {
    return new double[][] {
      {1, 0, 0},
      {-2 / 9., -2 / 9., -2 / 9.},
      {-2 / 9., 2 / 9., -2 / 9.},
      {1 / 90., 1 / 45., 2 / 45.},
      {1 / 90., -1 / 45., 2 / 45.},
      {1 / 45., 1 / 90., 1 / 180.},
      {1 / 45., -1 / 90., 1 / 180.},
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
    inputs(
        outputs(),
        map,
        from,
        rowPitch,
        pixelPitch,
        tiles,
        points,
        to,
        pitch,
        channels,
        temporary,
        t);
  }

  /** The transform for tiles of any outputs a side that have eight inputs a side. */
  static void inputs(
      int outputs,
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
    int columns = (tiles - 1) * outputs + 8;
    int row = columns * channels;
    // Rows of a map without gaps are one long row of vectors.
    boolean gapless = pixelPitch == channels;
    int outer = gapless ? 1 : columns;
    int count = gapless ? row / LANES : channels / LANES;
    input(map, from, pixelPitch, rowPitch, temporary, t, channels, row, outer, count);
    for (int i = 0; i < tiles; i++) {
      int tile = to + i * pitch;
      int source = t + i * outputs * channels;
      input(
          temporary,
          source,
          row,
          channels,
          points,
          tile,
          8 * channels,
          channels,
          8,
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
    int row = 8 * channels;
    output(points, from, 0, row, temporary, t, 0, row, 1, 8 * count(channels));
    output(temporary, t, row, channels, results, to, rowPitch, pixelPitch, 6, count(channels));
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
    int row = 8 * channels;
    output(points, from, 0, row, temporary, t, 0, row, 1, 8 * count(channels));
    for (int r = 0; r < 6; r++) {
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
   * B^T of columns of eight vectors: {@code outer} times {@code count} neighbouring ones.
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
    FloatVector k525 = FloatVector.broadcast(SPECIES, 5.25f);
    FloatVector m425 = FloatVector.broadcast(SPECIES, -4.25f);
    FloatVector quarter = FloatVector.broadcast(SPECIES, 0.25f);
    FloatVector m125 = FloatVector.broadcast(SPECIES, -1.25f);
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector m25 = FloatVector.broadcast(SPECIES, -2.5f);
    FloatVector two = FloatVector.broadcast(SPECIES, 2);
    FloatVector four = FloatVector.broadcast(SPECIES, 4);
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
        FloatVector d6 = FloatVector.fromArray(SPECIES, a, p + 6 * pitch);
        FloatVector d7 = FloatVector.fromArray(SPECIES, a, p + 7 * pitch);
        Lanes.fma(d4.sub(d2), k525, d0.sub(d6)).intoArray(b, q);
        FloatVector a1 = Lanes.fma(d4, m425, d2.add(d6));
        FloatVector b1 = Lanes.fma(d3, m425, d1.add(d5));
        a1.add(b1).intoArray(b, q + step);
        a1.sub(b1).intoArray(b, q + 2 * step);
        FloatVector a2 = Lanes.fma(d2, quarter, Lanes.fma(d4, m125, d6));
        FloatVector b2 = Lanes.fma(d1, half, Lanes.fma(d3, m25, d5.mul(two)));
        a2.add(b2).intoArray(b, q + 3 * step);
        a2.sub(b2).intoArray(b, q + 4 * step);
        FloatVector a3 = Lanes.fma(Lanes.fma(d4, m125, d2), four, d6);
        FloatVector b3 = Lanes.fma(d1, two, Lanes.fma(d3, m25, d5.mul(half)));
        a3.add(b3).intoArray(b, q + 5 * step);
        a3.sub(b3).intoArray(b, q + 6 * step);
        Lanes.fma(d3.sub(d5), k525, d7.sub(d1)).intoArray(b, q + 7 * step);
      }
    }
  }

  /** A^T of {@code count} columns of eight vectors; the parameters are those of {@code input}. */
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
        Lanes.fma(e3, thirtyTwo, m0.add(e1).add(e2)).intoArray(b, q);
        Lanes.fma(o2, two, Lanes.fma(o3, sixteen, o1)).intoArray(b, q + step);
        Lanes.fma(e2, four, Lanes.fma(e3, eight, e1)).intoArray(b, q + 2 * step);
        Lanes.fma(o2, eight, Lanes.fma(o3, four, o1)).intoArray(b, q + 3 * step);
        Lanes.fma(e2, sixteen, Lanes.fma(e3, two, e1)).intoArray(b, q + 4 * step);
        Lanes.fma(o2, thirtyTwo, o1.add(o3).add(m7)).intoArray(b, q + 5 * step);
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
    FloatVector two = FloatVector.broadcast(SPECIES, 2);
    FloatVector four = FloatVector.broadcast(SPECIES, 4);
    FloatVector eight = FloatVector.broadcast(SPECIES, 8);
    FloatVector sixteen = FloatVector.broadcast(SPECIES, 16);
    FloatVector thirtyTwo = FloatVector.broadcast(SPECIES, 32);
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
      FloatVector m5 = FloatVector.fromArray(SPECIES, a, p + 5 * pitch);
      FloatVector m6 = FloatVector.fromArray(SPECIES, a, p + 6 * pitch);
      FloatVector e1 = m1.add(m2).add(FloatVector.fromArray(SPECIES, bias, n + i * LANES));
      FloatVector e2 = m3.add(m4);
      FloatVector e3 = m5.add(m6);
      FloatVector v =
          e3.fma(thirtyTwo, m0.add(e1).add(e2)).add(FloatVector.fromArray(SPECIES, add, r));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q);
      v =
          e2.fma(four, e3.fma(eight, e1))
              .add(FloatVector.fromArray(SPECIES, add, r + 2 * addPixel));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q + 2 * pixel);
      v =
          e2.fma(sixteen, e3.fma(two, e1))
              .add(FloatVector.fromArray(SPECIES, add, r + 4 * addPixel));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q + 4 * pixel);
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
    FloatVector four = FloatVector.broadcast(SPECIES, 4);
    FloatVector eight = FloatVector.broadcast(SPECIES, 8);
    FloatVector sixteen = FloatVector.broadcast(SPECIES, 16);
    FloatVector thirtyTwo = FloatVector.broadcast(SPECIES, 32);
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
      FloatVector m6 = FloatVector.fromArray(SPECIES, a, p + 6 * pitch);
      FloatVector m7 = FloatVector.fromArray(SPECIES, a, p + 7 * pitch);
      FloatVector o1 = m1.sub(m2).add(FloatVector.fromArray(SPECIES, bias, n + i * LANES));
      FloatVector o2 = m3.sub(m4);
      FloatVector o3 = m5.sub(m6);
      FloatVector v =
          o2.fma(two, o3.fma(sixteen, o1)).add(FloatVector.fromArray(SPECIES, add, r + addPixel));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q + pixel);
      v =
          o2.fma(eight, o3.fma(four, o1))
              .add(FloatVector.fromArray(SPECIES, add, r + 3 * addPixel));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q + 3 * pixel);
      v =
          o2.fma(thirtyTwo, o1.add(o3).add(m7))
              .add(FloatVector.fromArray(SPECIES, add, r + 5 * addPixel));
      v.min(zero).fma(down, v.max(zero).mul(up)).intoArray(out, q + 5 * pixel);
    }
  }
}
