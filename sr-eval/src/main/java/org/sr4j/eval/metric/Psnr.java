package org.sr4j.eval.metric;

import java.util.List;

/**
 * Peak signal-to-noise ratio: {@code 10 log10(peak^2 / MSE)} dB, in double precision.
 *
 * @param peak largest possible sample, e.g. 255
 */
public record Psnr(double peak) {

  /** For samples in {@code [0,255]}. */
  public static final Psnr PEAK_255 = new Psnr(255);

  public Psnr {
    if (!(peak > 0) || Double.isInfinite(peak)) {
      throw new IllegalArgumentException("peak of PSNR: got " + peak + ", expected a number > 0");
    }
  }

  /**
   * @return decibels; {@link Double#POSITIVE_INFINITY} for equal planes
   * @throws IllegalArgumentException if the sizes differ
   */
  public double of(Plane a, Plane b) {
    return of(List.of(a), List.of(b));
  }

  /** One value over all channels: the error is averaged over them before the logarithm is taken. */
  public double of(List<Plane> a, List<Plane> b) {
    if (a.isEmpty() || a.size() != b.size()) {
      throw new IllegalArgumentException(a.size() + " planes against " + b.size());
    }
    double squares = 0;
    long count = 0;
    for (int c = 0; c < a.size(); c++) {
      a.get(c).requireSizeOf(b.get(c));
      squares += squaredError(a.get(c).samples(), b.get(c).samples());
      count += a.get(c).samples().length;
    }
    return squares == 0
        ? Double.POSITIVE_INFINITY
        : 10 * Math.log10(peak * peak / (squares / count));
  }

  private static double squaredError(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double d = a[i] - b[i];
      sum += d * d;
    }
    return sum;
  }
}
