package org.sr4j.data.resize;

/** The rule of MATLAB's imresize, sample by sample, for comparison: slow and without tricks. */
final class Definition {

  private Definition() {}

  static float[] resize(Bicubic b, float[] plane, int width, int factor, boolean shrink) {
    boolean rounded = b.rounding() == Rounding.AFTER_EACH_DIMENSION;
    int height = plane.length / width;
    double[] in = new double[plane.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = rounded ? Math.rint(plane[i] * 255) : plane[i];
    }
    int newHeight = length(height, factor, shrink);
    int newWidth = length(width, factor, shrink);
    double[] tall = new double[newHeight * width];
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < newHeight; y++) {
        tall[y * width + x] = sample(b, in, x, width, height, y, factor, shrink, rounded);
      }
    }
    float[] out = new float[newHeight * newWidth];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        double v = sample(b, tall, y * width, 1, width, x, factor, shrink, rounded);
        out[y * newWidth + x] = (float) (rounded ? v / 255 : v);
      }
    }
    return out;
  }

  private static int length(int n, int factor, boolean shrink) {
    return shrink ? (int) Math.ceil(n / (double) factor) : n * factor;
  }

  /** Output sample {@code o} of the line {@code in[start + i * step]}, {@code i < n}. */
  private static double sample(
      Bicubic b,
      double[] in,
      int start,
      int step,
      int n,
      int o,
      int factor,
      boolean shrink,
      boolean rounded) {
    double q = shrink ? 1.0 / factor : factor;
    double stretch = shrink && b.antialias() ? q : 1;
    double centre = (o + 1) / q + 0.5 * (1 - 1 / q);
    double sum = 0;
    double weights = 0;
    int reach = (int) Math.ceil(2 / stretch) + 1;
    for (int i = (int) centre - reach; i <= (int) centre + reach; i++) {
      double t = Math.abs(stretch * (centre - i));
      double a = b.kernel().a();
      double w = 0;
      if (t <= 1) {
        w = ((a + 2) * t - (a + 3)) * t * t + 1;
      } else if (t < 2) {
        w = ((a * t - 5 * a) * t + 8 * a) * t - 4 * a;
      }
      int at = i - 1;
      while (b.border() == Border.MIRROR && (at < 0 || at >= n)) {
        at = at < 0 ? -1 - at : 2 * n - 1 - at;
      }
      at = Math.max(0, Math.min(n - 1, at));
      weights += w;
      sum += w * in[start + at * step];
    }
    double v = sum / weights;
    // A hair upwards, because in this order of additions exact halves may come out just below.
    return rounded ? Math.max(0, Math.min(255, Math.floor(v + 0.5 + 1e-9))) : v;
  }
}
