package org.sr4j.eval.metric;

import java.util.Arrays;

/**
 * One pass over two planes. Rows are filtered horizontally into a ring of {@code window} rows, and
 * each full ring vertically into one row of local moments, so that the working set stays in cache
 * whatever the picture's size. Four moments suffice: the two variances occur only as their sum.
 */
final class SsimScan {

  private static final int MOMENTS = 4;

  private final int width;
  private final int height;
  private final double[] a;
  private final double[] b;
  private final double[] weights;
  private final double c1;
  private final double c2;
  private final int validWidth;

  /** Horizontally filtered a, b, a^2 + b^2 and ab, as {@code [moment][row % window][x]}. */
  private final double[][][] ring;

  private final double[][] moments;

  SsimScan(Ssim settings, Plane a, Plane b) {
    this.width = a.width();
    this.height = a.height();
    this.a = a.samples();
    this.b = b.samples();
    this.weights = settings.weights();
    this.c1 = square(settings.k1() * settings.range());
    this.c2 = square(settings.k2() * settings.range());
    this.validWidth = width - weights.length + 1;
    this.ring = new double[MOMENTS][weights.length][validWidth];
    this.moments = new double[MOMENTS][validWidth];
  }

  double mean() {
    double[][] products = new double[MOMENTS][width];
    double sum = 0;
    for (int y = 0; y < height; y++) {
      multiply(y, products);
      for (int m = 0; m < MOMENTS; m++) {
        filterRow(products[m], ring[m][y % weights.length]);
      }
      if (y >= weights.length - 1) {
        for (int m = 0; m < MOMENTS; m++) {
          filterColumns(ring[m], y + 1, moments[m]);
        }
        sum += sumOfMap();
      }
    }
    return sum / ((double) validWidth * (height - weights.length + 1));
  }

  private void multiply(int y, double[][] products) {
    for (int x = 0, i = y * width; x < width; x++, i++) {
      double p = a[i];
      double q = b[i];
      products[0][x] = p;
      products[1][x] = q;
      products[2][x] = p * p + q * q;
      products[3][x] = p * q;
    }
  }

  /** Tap by tap over the whole row: the inner loop vectorises. */
  private void filterRow(double[] in, double[] out) {
    Arrays.fill(out, 0);
    for (int t = 0; t < weights.length; t++) {
      double weight = weights[t];
      for (int x = 0; x < out.length; x++) {
        out[x] += weight * in[x + t];
      }
    }
  }

  /**
   * @param oldest row that the first weight belongs to, modulo the window
   */
  private void filterColumns(double[][] rows, int oldest, double[] out) {
    Arrays.fill(out, 0);
    for (int t = 0; t < weights.length; t++) {
      double weight = weights[t];
      double[] row = rows[(oldest + t) % weights.length];
      for (int x = 0; x < out.length; x++) {
        out[x] += weight * row[x];
      }
    }
  }

  private double sumOfMap() {
    double sum = 0;
    for (int x = 0; x < validWidth; x++) {
      double meanA = moments[0][x];
      double meanB = moments[1][x];
      double product = meanA * meanB;
      double squares = meanA * meanA + meanB * meanB;
      double covariance = moments[3][x] - product;
      double variances = moments[2][x] - squares;
      sum += (2 * product + c1) * (2 * covariance + c2) / ((squares + c1) * (variances + c2));
    }
    return sum;
  }

  private static double square(double x) {
    return x * x;
  }
}
