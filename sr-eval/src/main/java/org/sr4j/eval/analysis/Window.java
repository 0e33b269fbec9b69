package org.sr4j.eval.analysis;

import java.util.Arrays;

/** What a plane is multiplied with before its spectrum is taken. */
public enum Window {
  /** Nothing: what is unlike at opposite borders shows as power along the axes. */
  NONE,
  /** The periodic Hann window of the plane without its mean, in both directions. */
  HANN;

  /** {@code length} factors. */
  double[] factors(int length) {
    double[] factors = new double[length];
    if (this == NONE) {
      Arrays.fill(factors, 1);
    } else {
      for (int i = 0; i < length; i++) {
        factors[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
      }
    }
    return factors;
  }
}
