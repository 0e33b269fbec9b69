package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.sr4j.models.program.Probes;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * A few numbers that are known when the file is read, for each of {@link Probes}: sizes and what is
 * computed from them.
 *
 * @param at values for each probe
 * @param scalar whether it has no axis, rather than one
 * @param whole whether the values are integers
 */
record HostValue(double[][] at, boolean scalar, boolean whole) {

  /** More would be weights. */
  static final int MAX_LENGTH = 4096;

  static HostValue of(long[] values, boolean scalar) {
    double[] same = Arrays.stream(values).asDoubleStream().toArray();
    return new HostValue(new double[][] {same, same}, scalar, true);
  }

  static HostValue of(float[] values, boolean scalar) {
    double[] same = new double[values.length];
    for (int i = 0; i < same.length; i++) {
      same[i] = values[i];
    }
    return new HostValue(new double[][] {same, same}, scalar, false);
  }

  static HostValue sizes(long[] first, long[] second) {
    return new HostValue(
        new double[][] {
          Arrays.stream(first).asDoubleStream().toArray(),
          Arrays.stream(second).asDoubleStream().toArray()
        },
        false,
        true);
  }

  int length() {
    return at[0].length;
  }

  /** Whether it does not depend on the input's size. */
  boolean fixed() {
    return Arrays.equals(at[0], at[1]);
  }

  /**
   * @throws MalformedException if it depends on the input's size
   */
  long[] longs() {
    return Arrays.stream(doubles()).mapToLong(v -> (long) v).toArray();
  }

  /**
   * @throws MalformedException if it depends on the input's size
   */
  double[] doubles() {
    if (!fixed()) {
      throw new MalformedException(
          "numbers computed from the picture's size", "numbers that are in the file");
    }
    return at[0];
  }

  HostValue map(DoubleUnaryOperator function, boolean stillWhole) {
    double[][] mapped = new double[Probes.COUNT][];
    for (int p = 0; p < mapped.length; p++) {
      mapped[p] = Arrays.stream(at[p]).map(function).toArray();
    }
    return new HostValue(mapped, scalar, stillWhole);
  }

  /** A function of two, of which one may be a single number for all of the other's. */
  HostValue with(HostValue other, DoubleBinaryOperator function) {
    int length = Math.max(length(), other.length());
    if ((length() != length && length() != 1)
        || (other.length() != length && other.length() != 1)) {
      throw new MalformedException(length() + " numbers with " + other.length(), null);
    }
    double[][] results = new double[Probes.COUNT][length];
    for (int p = 0; p < results.length; p++) {
      for (int i = 0; i < length; i++) {
        double left = at[p][length() == 1 ? 0 : i];
        double right = other.at[p][other.length() == 1 ? 0 : i];
        results[p][i] = function.applyAsDouble(left, right);
      }
    }
    return new HostValue(results, scalar && other.scalar, whole && other.whole);
  }

  /** The numbers at these places. */
  HostValue pick(int[] places, boolean asScalar) {
    double[][] picked = new double[Probes.COUNT][places.length];
    for (int p = 0; p < picked.length; p++) {
      for (int i = 0; i < places.length; i++) {
        picked[p][i] = at[p][places[i]];
      }
    }
    return new HostValue(picked, asScalar, whole);
  }

  HostValue followedBy(HostValue other) {
    double[][] joined = new double[Probes.COUNT][length() + other.length()];
    if (joined[0].length > MAX_LENGTH) {
      throw new MalformedException(joined[0].length + " numbers", "at most " + MAX_LENGTH);
    }
    for (int p = 0; p < joined.length; p++) {
      System.arraycopy(at[p], 0, joined[p], 0, length());
      System.arraycopy(other.at[p], 0, joined[p], length(), other.length());
    }
    return new HostValue(joined, false, whole && other.whole);
  }

  HostValue asScalar(boolean now) {
    if (now && length() != 1) {
      throw new MalformedException(length() + " numbers", "one");
    }
    return new HostValue(at, now, whole);
  }

  HostValue asWhole(boolean now) {
    return now == whole ? this : map(now ? v -> (double) (long) v : v -> v, now);
  }
}
