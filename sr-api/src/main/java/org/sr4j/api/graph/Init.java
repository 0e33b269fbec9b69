package org.sr4j.api.graph;

import java.util.random.RandomGenerator;

/** Initial values of a parameter, in the file's order. Deterministic in the random source. */
@FunctionalInterface
public interface Init {

  /**
   * @param count number of values
   * @param random source of randomness, seeded per parameter
   */
  float[] values(int count, RandomGenerator random);

  static Init constant(double value) {
    return (count, random) -> {
      float[] values = new float[count];
      java.util.Arrays.fill(values, (float) value);
      return values;
    };
  }

  static Init zeros() {
    return constant(0);
  }

  static Init ones() {
    return constant(1);
  }

  /** Given values, one for one. */
  static Init values(float... given) {
    return (count, random) -> {
      if (count != given.length) {
        throw new IllegalArgumentException(given.length + " initial values for " + count);
      }
      return given.clone();
    };
  }

  /** U(-bound, bound). */
  static Init uniform(double bound) {
    return (count, random) -> {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      return values;
    };
  }

  /** N(0, deviation^2). */
  static Init normal(double deviation) {
    return (count, random) -> {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) (random.nextGaussian() * deviation);
      }
      return values;
    };
  }

  /**
   * PyTorch's default for the weight and the bias of a convolution or linear layer: U(-b, b) with
   * {@code b = 1 / sqrt(fanIn)}.
   *
   * @param fanIn inputs per output: {@code I/groups * kH * kW}
   */
  static Init torchDefault(int fanIn) {
    return uniform(1 / Math.sqrt(fanIn));
  }

  /** He et al. 2015: N(0, 2/fan). */
  static Init kaimingNormal(int fan) {
    return normal(Math.sqrt(2.0 / fan));
  }

  /** He et al. 2015, uniform: bound sqrt(6/fan). */
  static Init kaimingUniform(int fan) {
    return uniform(Math.sqrt(6.0 / fan));
  }
}
