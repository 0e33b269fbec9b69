package org.sr4j.eval.metric;

import java.util.List;

/**
 * Structural similarity index, mean of the map over all positions where the window fits ("valid").
 *
 * <p>Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image quality assessment: from error
 * visibility to structural similarity", IEEE Trans. Image Processing 13(4), 2004, eq. (13): with
 * Gaussian-weighted means, and variances as weighted population moments {@code E[x^2] - E[x]^2}.
 * The reference code's down-sampling of large pictures is not part of it: the super-resolution
 * literature measures at full size. Double precision throughout.
 *
 * @param window side of the square window in pixels, odd
 * @param sigma standard deviation of its Gaussian in pixels; the weights are normalised to sum 1
 * @param k1 luminance constant: {@code C1 = (k1 range)^2}
 * @param k2 contrast constant: {@code C2 = (k2 range)^2}
 * @param range dynamic range L of the samples
 */
public record Ssim(int window, double sigma, double k1, double k2, double range) {

  /** The settings of the paper, for samples in {@code [0,255]}. */
  public static final Ssim WANG_2004 = new Ssim(11, 1.5, 0.01, 0.03, 255);

  public Ssim {
    if (window < 1 || window % 2 == 0) {
      throw new IllegalArgumentException(
          "window of SSIM: got " + window + ", expected an odd number of pixels");
    }
    if (!(sigma > 0 && k1 > 0 && k2 > 0 && range > 0)) {
      throw new IllegalArgumentException(
          ("constants of SSIM: got sigma " + sigma + ", k1 " + k1 + ", k2 " + k2)
              + (", range " + range + ", expected numbers > 0"));
    }
  }

  /**
   * @return mean structural similarity, at most 1
   * @throws IllegalArgumentException if the sizes differ or the window does not fit
   */
  public double of(Plane a, Plane b) {
    a.requireSizeOf(b);
    if (a.width() < window || a.height() < window) {
      throw new IllegalArgumentException(
          ("SSIM of " + a.width() + "x" + a.height() + " pixels: the window needs at least ")
              + (window + "x" + window));
    }
    return new SsimScan(this, a, b).mean();
  }

  /** Mean over the channels of the index of each channel. */
  public double of(List<Plane> a, List<Plane> b) {
    if (a.isEmpty() || a.size() != b.size()) {
      throw new IllegalArgumentException(a.size() + " planes against " + b.size());
    }
    double sum = 0;
    for (int c = 0; c < a.size(); c++) {
      sum += of(a.get(c), b.get(c));
    }
    return sum / a.size();
  }

  /** The one-dimensional weights; the window is their outer product. */
  double[] weights() {
    double[] weights = new double[window];
    double sum = 0;
    for (int i = 0; i < window; i++) {
      double d = i - window / 2;
      weights[i] = Math.exp(-d * d / (2 * sigma * sigma));
      sum += weights[i];
    }
    for (int i = 0; i < window; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
