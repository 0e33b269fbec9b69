package org.sr4j.models.program.network;

/**
 * Which low-resolution pixels a value depends on, in each direction of one side: those from {@code
 * low} before a pixel's own to {@code high} after it.
 *
 * @param numerator pixels of the value ...
 * @param denominator ... for so many low-resolution ones; lowest terms
 * @param low 0 or less as a rule: borders added first shift it
 * @param high 0 or more as a rule
 */
record Reach(long numerator, long denominator, double low, double high) {

  static Reach of(long numerator, long denominator) {
    long divisor = gcd(numerator, denominator);
    return new Reach(numerator / divisor, denominator / divisor, 0, 0);
  }

  /** Widened by pixels of this value's own resolution. */
  Reach plus(double before, double after) {
    double pixel = (double) denominator / numerator;
    return new Reach(numerator, denominator, low + before * pixel, high + after * pixel);
  }

  Reach enlarged(long factor) {
    Reach scaled = of(Math.multiplyExact(numerator, factor), denominator);
    return new Reach(scaled.numerator, scaled.denominator, low, high);
  }

  /** A pixel of the smaller value stands for {@code factor} of this one, wherever they begin. */
  Reach reduced(long factor) {
    Reach around = plus(-(factor - 1), factor - 1);
    Reach scaled = of(numerator, Math.multiplyExact(denominator, factor));
    return new Reach(scaled.numerator, scaled.denominator, around.low, around.high);
  }

  boolean sameResolution(Reach other) {
    return numerator == other.numerator && denominator == other.denominator;
  }

  Reach with(Reach other) {
    return new Reach(numerator, denominator, Math.min(low, other.low), Math.max(high, other.high));
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
