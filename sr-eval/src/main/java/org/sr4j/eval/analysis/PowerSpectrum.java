package org.sr4j.eval.analysis;

import org.jtransforms.fft.DoubleFFT_2D;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;

/**
 * The two-dimensional periodogram of a plane of any size: {@code |F(u,v)|^2 / (H W)^2}, so that its
 * sum is the plane's mean square (Parseval). With a window it is divided by the window's mean
 * square besides, which keeps the level of noise.
 */
public final class PowerSpectrum {

  private final int height;
  private final int width;
  private final double[] power;

  private PowerSpectrum(int height, int width, double[] power) {
    this.height = height;
    this.width = width;
    this.power = power;
  }

  /**
   * @param plane rows of {@code width} samples from {@code offset} on
   * @throws ImageException if a side is shorter than 2
   */
  public static PowerSpectrum of(float[] plane, int offset, int height, int width, Window window) {
    if (Math.min(height, width) < 2) {
      throw new ImageException(
          Problem.cannot("take the power spectrum")
              .got("a plane of " + width + " x " + height)
              .expected("at least 2 samples a side"));
    }
    double mean = window == Window.NONE ? 0 : mean(plane, offset, height * width);
    double[] down = window.factors(height);
    double[] across = window.factors(width);
    double[] values = new double[2 * height * width];
    double squares = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double factor = down[y] * across[x];
        squares += factor * factor;
        values[y * width + x] = factor * (plane[offset + y * width + x] - mean);
      }
    }
    // Real samples in the first half; complex values come back, pairs in row order.
    new DoubleFFT_2D(height, width).realForwardFull(values);
    double scale = 1 / ((double) height * width * squares);
    double[] power = new double[height * width];
    for (int i = 0; i < power.length; i++) {
      double real = values[2 * i];
      double imaginary = values[2 * i + 1];
      power[i] = (real * real + imaginary * imaginary) * scale;
    }
    return new PowerSpectrum(height, width, power);
  }

  private static double mean(float[] plane, int offset, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += plane[offset + i];
    }
    return sum / count;
  }

  /** Power at {@code v} cycles down the plane and {@code u} across it, both from 0. */
  public double at(int v, int u) {
    return power[v * width + u];
  }

  /** Sum over all frequencies. */
  public double total() {
    double sum = 0;
    for (double p : power) {
      sum += p;
    }
    return sum;
  }

  /**
   * Means over rings around frequency 0 that are one cycle per shorter side wide, up to half a
   * cycle per pixel; the corners beyond are left out.
   */
  public RadialSpectrum radial() {
    int side = Math.min(height, width);
    double[] sums = new double[side / 2 + 1];
    long[] counts = new long[sums.length];
    for (int v = 0; v < height; v++) {
      double down = (double) Math.min(v, height - v) / height;
      for (int u = 0; u < width; u++) {
        double across = (double) Math.min(u, width - u) / width;
        int ring = (int) Math.round(Math.hypot(down, across) * side);
        if (ring < sums.length) {
          sums[ring] += at(v, u);
          counts[ring]++;
        }
      }
    }
    double[] frequencies = new double[sums.length];
    for (int ring = 0; ring < sums.length; ring++) {
      frequencies[ring] = (double) ring / side;
      sums[ring] /= counts[ring];
    }
    return new RadialSpectrum(frequencies, sums, counts);
  }
}
