package org.sr4j.models.program.reference;

/** The error function in double precision. */
public final class Erf {

  /** Beyond, the power series loses digits and the continued fraction converges fast. */
  private static final double SWITCH = 2.5;

  private Erf() {}

  /** {@code 2/sqrt(pi) integral from 0 to x of exp(-t^2)}, to about 1e-14. */
  public static double of(double x) {
    double size = Math.abs(x);
    double value = size < SWITCH ? series(size) : 1 - complement(size);
    return Math.copySign(value, x);
  }

  /** Abramowitz and Stegun 7.1.6: all terms positive. */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > 1e-17 * sum; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** Abramowitz and Stegun 7.1.14: the continued fraction of erfc. */
  private static double complement(double x) {
    if (Double.isNaN(x) || x > 6) {
      return x * 0;
    }
    double fraction = x;
    for (int n = 60; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }
}
