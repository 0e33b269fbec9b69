package org.sr4j.data.resize;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * Keys' cubic convolution kernel (R. Keys, "Cubic Convolution Interpolation for Digital Image
 * Processing", IEEE Trans. ASSP 29(6), 1981).
 *
 * @param a slope at 1: -0.5 in MATLAB, -0.75 in PyTorch and OpenCV
 */
public record CubicKernel(double a) {

  /** The kernel is zero outside {@code [-WIDTH / 2, WIDTH / 2]}. */
  public static final double WIDTH = 4;

  public CubicKernel {
    if (!Double.isFinite(a)) {
      throw new OptionsException(Problem.cannot("make a cubic kernel").got(a).expected("a number"));
    }
  }

  public double value(double x) {
    double t = Math.abs(x);
    double t2 = t * t;
    double t3 = t2 * t;
    if (t <= 1) {
      return (a + 2) * t3 - (a + 3) * t2 + 1;
    }
    return t <= 2 ? a * t3 - 5 * a * t2 + 8 * a * t - 4 * a : 0;
  }
}
