package org.sr4j.models.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Depthwise convolutions of a few pixels by one vector of channels, all sums in registers. Each
 * input is loaded once and multiplied with the weights of all pixels that see it. Written out,
 * because the compiler keeps sums in registers only if they are local variables of a single loop,
 * and for as many pixels as it inlines the operations of (measured with JDK 17).
 *
 * <p>Parameters of all: input of pixel 0 and tap 0 of the first row at {@code in[from]}, {@code
 * row} floats from row to row of the window; weights {@code [rows][taps][lane]} from {@code w[at]}
 * on; the sum with {@code bias[n]} goes to {@code out[o + pixel*step]}.
 *
 * <p>The distance of taps comes from an array, of which each row reads an element, although they
 * are all the same: of one that did not change, the compiler would keep all multiples in registers
 * that it does not have.
 */
final class DepthwiseStrip {

  /** Pixels that {@link #three} computes. */
  static final int THREE = 8;

  /** Pixels that {@link #five} computes. */
  static final int FIVE = 4;

  /** Pixels that {@link #seven} computes. */
  static final int SEVEN = 4;

  /** Pixels that {@link #any} computes. */
  static final int ANY = 8;

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  private DepthwiseStrip() {}

  /**
   * Windows of three columns and stride 1; pixels lie as far apart as taps do.
   *
   * @param taps distance of taps for each row
   */
  static void three(
      float[] in,
      int from,
      int row,
      int[] taps,
      float[] w,
      int at,
      float[] bias,
      int n,
      float[] out,
      int o,
      int step) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, bias, n);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    for (int i = 0; i < taps.length; i++) {
      int tap = taps[i];
      int q = from + i * row;
      int k = at + i * 3 * LANES;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, k);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, k + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, k + 2 * LANES);
      FloatVector x = FloatVector.fromArray(SPECIES, in, q);
      a0 = Lanes.fma(x, w0, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a1 = Lanes.fma(x, w0, a1);
      a0 = Lanes.fma(x, w1, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a2 = Lanes.fma(x, w0, a2);
      a1 = Lanes.fma(x, w1, a1);
      a0 = Lanes.fma(x, w2, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w0, a3);
      a2 = Lanes.fma(x, w1, a2);
      a1 = Lanes.fma(x, w2, a1);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a4 = Lanes.fma(x, w0, a4);
      a3 = Lanes.fma(x, w1, a3);
      a2 = Lanes.fma(x, w2, a2);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a5 = Lanes.fma(x, w0, a5);
      a4 = Lanes.fma(x, w1, a4);
      a3 = Lanes.fma(x, w2, a3);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a6 = Lanes.fma(x, w0, a6);
      a5 = Lanes.fma(x, w1, a5);
      a4 = Lanes.fma(x, w2, a4);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a7 = Lanes.fma(x, w0, a7);
      a6 = Lanes.fma(x, w1, a6);
      a5 = Lanes.fma(x, w2, a5);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a7 = Lanes.fma(x, w1, a7);
      a6 = Lanes.fma(x, w2, a6);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a7 = Lanes.fma(x, w2, a7);
    }
    int p = o;
    a0.intoArray(out, p);
    p += step;
    a1.intoArray(out, p);
    p += step;
    a2.intoArray(out, p);
    p += step;
    a3.intoArray(out, p);
    p += step;
    a4.intoArray(out, p);
    p += step;
    a5.intoArray(out, p);
    p += step;
    a6.intoArray(out, p);
    p += step;
    a7.intoArray(out, p);
  }

  /**
   * Windows of five columns and stride 1; pixels lie as far apart as taps do.
   *
   * @param taps distance of taps for each row
   */
  static void five(
      float[] in,
      int from,
      int row,
      int[] taps,
      float[] w,
      int at,
      float[] bias,
      int n,
      float[] out,
      int o,
      int step) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, bias, n);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    for (int i = 0; i < taps.length; i++) {
      int tap = taps[i];
      int q = from + i * row;
      int k = at + i * 5 * LANES;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, k);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, k + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, k + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, k + 3 * LANES);
      FloatVector w4 = FloatVector.fromArray(SPECIES, w, k + 4 * LANES);
      FloatVector x = FloatVector.fromArray(SPECIES, in, q);
      a0 = Lanes.fma(x, w0, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a1 = Lanes.fma(x, w0, a1);
      a0 = Lanes.fma(x, w1, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a2 = Lanes.fma(x, w0, a2);
      a1 = Lanes.fma(x, w1, a1);
      a0 = Lanes.fma(x, w2, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w0, a3);
      a2 = Lanes.fma(x, w1, a2);
      a1 = Lanes.fma(x, w2, a1);
      a0 = Lanes.fma(x, w3, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w1, a3);
      a2 = Lanes.fma(x, w2, a2);
      a1 = Lanes.fma(x, w3, a1);
      a0 = Lanes.fma(x, w4, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w2, a3);
      a2 = Lanes.fma(x, w3, a2);
      a1 = Lanes.fma(x, w4, a1);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w3, a3);
      a2 = Lanes.fma(x, w4, a2);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w4, a3);
    }
    int p = o;
    a0.intoArray(out, p);
    p += step;
    a1.intoArray(out, p);
    p += step;
    a2.intoArray(out, p);
    p += step;
    a3.intoArray(out, p);
  }

  /**
   * Windows of seven columns and stride 1; pixels lie as far apart as taps do.
   *
   * @param taps distance of taps for each row
   */
  static void seven(
      float[] in,
      int from,
      int row,
      int[] taps,
      float[] w,
      int at,
      float[] bias,
      int n,
      float[] out,
      int o,
      int step) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, bias, n);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    for (int i = 0; i < taps.length; i++) {
      int tap = taps[i];
      int q = from + i * row;
      int k = at + i * 7 * LANES;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, k);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, k + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, k + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, k + 3 * LANES);
      FloatVector w4 = FloatVector.fromArray(SPECIES, w, k + 4 * LANES);
      FloatVector w5 = FloatVector.fromArray(SPECIES, w, k + 5 * LANES);
      FloatVector w6 = FloatVector.fromArray(SPECIES, w, k + 6 * LANES);
      FloatVector x = FloatVector.fromArray(SPECIES, in, q);
      a0 = Lanes.fma(x, w0, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a1 = Lanes.fma(x, w0, a1);
      a0 = Lanes.fma(x, w1, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a2 = Lanes.fma(x, w0, a2);
      a1 = Lanes.fma(x, w1, a1);
      a0 = Lanes.fma(x, w2, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w0, a3);
      a2 = Lanes.fma(x, w1, a2);
      a1 = Lanes.fma(x, w2, a1);
      a0 = Lanes.fma(x, w3, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w1, a3);
      a2 = Lanes.fma(x, w2, a2);
      a1 = Lanes.fma(x, w3, a1);
      a0 = Lanes.fma(x, w4, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w2, a3);
      a2 = Lanes.fma(x, w3, a2);
      a1 = Lanes.fma(x, w4, a1);
      a0 = Lanes.fma(x, w5, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w3, a3);
      a2 = Lanes.fma(x, w4, a2);
      a1 = Lanes.fma(x, w5, a1);
      a0 = Lanes.fma(x, w6, a0);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w4, a3);
      a2 = Lanes.fma(x, w5, a2);
      a1 = Lanes.fma(x, w6, a1);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w5, a3);
      a2 = Lanes.fma(x, w6, a2);
      q += tap;
      x = FloatVector.fromArray(SPECIES, in, q);
      a3 = Lanes.fma(x, w6, a3);
    }
    int p = o;
    a0.intoArray(out, p);
    p += step;
    a1.intoArray(out, p);
    p += step;
    a2.intoArray(out, p);
    p += step;
    a3.intoArray(out, p);
  }

  /**
   * Any window and stride: every pixel loads its own inputs.
   *
   * @param taps offset of each tap of the window
   * @param next distance of pixels, for each tap
   */
  static void any(
      float[] in,
      int from,
      int[] taps,
      int[] next,
      float[] w,
      int at,
      float[] bias,
      int n,
      float[] out,
      int o,
      int step) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, bias, n);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    for (int i = 0; i < taps.length; i++) {
      FloatVector x = FloatVector.fromArray(SPECIES, w, at + i * LANES);
      int q = from + taps[i];
      int d = next[i];
      a0 = Lanes.fma(FloatVector.fromArray(SPECIES, in, q), x, a0);
      q += d;
      a1 = Lanes.fma(FloatVector.fromArray(SPECIES, in, q), x, a1);
      q += d;
      a2 = Lanes.fma(FloatVector.fromArray(SPECIES, in, q), x, a2);
      q += d;
      a3 = Lanes.fma(FloatVector.fromArray(SPECIES, in, q), x, a3);
      q += d;
      a4 = Lanes.fma(FloatVector.fromArray(SPECIES, in, q), x, a4);
      q += d;
      a5 = Lanes.fma(FloatVector.fromArray(SPECIES, in, q), x, a5);
      q += d;
      a6 = Lanes.fma(FloatVector.fromArray(SPECIES, in, q), x, a6);
      q += d;
      a7 = Lanes.fma(FloatVector.fromArray(SPECIES, in, q), x, a7);
    }
    int p = o;
    a0.intoArray(out, p);
    p += step;
    a1.intoArray(out, p);
    p += step;
    a2.intoArray(out, p);
    p += step;
    a3.intoArray(out, p);
    p += step;
    a4.intoArray(out, p);
    p += step;
    a5.intoArray(out, p);
    p += step;
    a6.intoArray(out, p);
    p += step;
    a7.intoArray(out, p);
  }
}
