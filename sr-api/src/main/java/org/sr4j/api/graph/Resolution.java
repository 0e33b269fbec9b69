package org.sr4j.api.graph;

/**
 * Size of a feature map relative to the low-resolution input: {@code numerator / denominator} of
 * its height and width, in lowest terms; {@link #POINT} for maps of one pixel.
 */
public record Resolution(int numerator, int denominator) {

  /** The resolution of the low-resolution input. */
  public static final Resolution INPUT = new Resolution(1, 1);

  /** A map of 1x1, as global pooling makes it. */
  public static final Resolution POINT = new Resolution(0, 1);

  public Resolution {
    if (numerator < 0 || denominator < 1) {
      throw new IllegalArgumentException("resolution " + numerator + "/" + denominator);
    }
    int divisor = gcd(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
  }

  public Resolution times(int factor) {
    return new Resolution(numerator * factor, denominator);
  }

  public Resolution dividedBy(int factor) {
    return new Resolution(numerator, denominator * factor);
  }

  public boolean isPoint() {
    return numerator == 0;
  }

  /** The size at this resolution of an input that is {@code lowRes} pixels long. */
  public int of(int lowRes) {
    if (isPoint()) {
      return 1;
    }
    long scaled = (long) lowRes * numerator;
    if (scaled % denominator != 0) {
      throw new IllegalArgumentException(lowRes + " pixels at resolution " + this);
    }
    return Math.toIntExact(scaled / denominator);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? Math.max(1, a) : gcd(b, a % b);
  }

  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}
