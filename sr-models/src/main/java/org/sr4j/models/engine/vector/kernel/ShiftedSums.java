package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of pixels' values that lie at any offset and distance. */
final class ShiftedSums {

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  private ShiftedSums() {}

  /**
   * Adds to, or sets, some values of each pixel.
   *
   * @param n values of each, a multiple of the vectors' length
   */
  static void add(
      float[] values,
      int from,
      int pitch,
      int n,
      float[] sums,
      int to,
      int sumPitch,
      int pixels,
      boolean first) {
    for (int l = 0; l < n; l += LANES) {
      if (first) {
        set(values, from + l, pitch, sums, to + l, sumPitch, pixels);
      } else {
        add(values, from + l, pitch, sums, to + l, sumPitch, pixels);
      }
    }
  }

  private static void set(
      float[] values, int from, int pitch, float[] sums, int to, int sumPitch, int pixels) {
    for (int p = 0; p < pixels; p++) {
      FloatVector.fromArray(SPECIES, values, from + p * pitch).intoArray(sums, to + p * sumPitch);
    }
  }

  private static void add(
      float[] values, int from, int pitch, float[] sums, int to, int sumPitch, int pixels) {
    for (int p = 0; p < pixels; p++) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, to + p * sumPitch);
      FloatVector value = FloatVector.fromArray(SPECIES, values, from + p * pitch);
      sum.add(value).intoArray(sums, to + p * sumPitch);
    }
  }

  /** Zeros in what a channel block holds beyond {@code used} values. */
  static void clearUnused(float[] values, int from, int used, int pixels) {
    int end = FeatureMap.CHANNEL_BLOCK;
    for (int p = 0; p < pixels; p++) {
      int at = from + p * end;
      for (int l = used; l < end; l++) {
        values[at + l] = 0;
      }
    }
  }

  static void clear(float[] values, int from, int count) {
    Arrays.fill(values, from, from + count, 0);
  }
}
