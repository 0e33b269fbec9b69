package org.sr4j.data.image;

import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;

/**
 * MATLAB's {@code rgb2ycbcr} and {@code ycbcr2rgb}: ITU-R BT.601 luma and colour differences in
 * studio range, on the non-linear samples.
 *
 * <pre>
 *  Y =  16 + (  65.481 R + 128.553 G +  24.966 B) / 255
 * Cb = 128 + ( -37.797 R -  74.203 G + 112.000 B) / 255      R, G, B in 0..255
 * Cr = 128 + ( 112.000 R -  93.786 G -  18.214 B) / 255
 * </pre>
 *
 * <p>Planes hold these values divided by 255, so Y lies in {@code [16/255, 235/255]}. Nothing is
 * rounded.
 */
public final class Luma {

  private static final double[][] FORWARD = {
    {65.481, 128.553, 24.966}, {-37.797, -74.203, 112.0}, {112.0, -93.786, -18.214}
  };
  private static final double[] OFFSET = {16, 128, 128};
  private static final double[][] INVERSE = inverse(FORWARD);

  private Luma() {}

  /** Y of one pixel, all in the units of 8-bit files: {@code [0,255]^3 -> [16,235]}. */
  public static double y(double red, double green, double blue) {
    return 16 + (FORWARD[0][0] * red + FORWARD[0][1] * green + FORWARD[0][2] * blue) / 255;
  }

  /**
   * The Y plane of a picture, {@code [0,1] -> [16/255, 235/255]}. A grey picture counts as RGB with
   * three equal planes, as the papers' evaluation scripts treat it.
   */
  public static float[] y(Pixels pixels) {
    return row(0, pixels.toRgb());
  }

  /** Planes Y, Cb, Cr of a picture (in the places of R, G, B); alpha is kept. */
  public static Pixels toYcbcr(Pixels rgb) {
    Pixels source = rgb.toRgb();
    float[][] planes = {row(0, source), row(1, source), row(2, source)};
    return Pixels.of(rgb.width(), rgb.height(), planes, rgb.alpha().orElse(null), rgb.bitDepth());
  }

  /**
   * R, G, B from planes Y, Cb, Cr; not clamped; alpha is kept.
   *
   * @throws ImageException if there are not three planes
   */
  public static Pixels toRgb(Pixels ycbcr) {
    if (ycbcr.channels() != 3) {
      throw new ImageException(
          Problem.cannot("turn YCbCr into RGB")
              .got(ycbcr.channels() + " plane")
              .expected("3 (Y, Cb, Cr)"));
    }
    int n = ycbcr.width() * ycbcr.height();
    float[][] planes = new float[3][n];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += INVERSE[c][k] * (ycbcr.plane(k)[i] * 255.0 - OFFSET[k]);
        }
        planes[c][i] = (float) sum;
      }
    }
    return Pixels.of(
        ycbcr.width(), ycbcr.height(), planes, ycbcr.alpha().orElse(null), ycbcr.bitDepth());
  }

  private static float[] row(int index, Pixels rgb) {
    float[] red = rgb.plane(0);
    float[] green = rgb.plane(1);
    float[] blue = rgb.plane(2);
    double[] factor = FORWARD[index];
    double offset = OFFSET[index];
    float[] out = new float[red.length];
    for (int i = 0; i < out.length; i++) {
      double sum = factor[0] * red[i] + factor[1] * green[i] + factor[2] * blue[i];
      out[i] = (float) ((offset + sum) / 255);
    }
    return out;
  }

  /** Inverse of a 3x3 matrix by cofactors. */
  private static double[][] inverse(double[][] m) {
    double[][] cofactor = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int a = (i + 1) % 3;
        int b = (i + 2) % 3;
        int c = (j + 1) % 3;
        int d = (j + 2) % 3;
        cofactor[j][i] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
      }
    }
    double determinant =
        m[0][0] * cofactor[0][0] + m[0][1] * cofactor[1][0] + m[0][2] * cofactor[2][0];
    for (double[] r : cofactor) {
      for (int j = 0; j < 3; j++) {
        r[j] /= determinant;
      }
    }
    return cofactor;
  }
}
