package org.sr4j.data.image;

import org.sr4j.api.image.Pixels;

/** Pictures with an opacity plane (straight, not premultiplied). */
public final class Alpha {

  private Alpha() {}

  /** Whether there is no opacity plane or every sample of it is 1. */
  public static boolean isOpaque(Pixels pixels) {
    if (pixels.alpha().isPresent()) {
      for (float a : pixels.alpha().get()) {
        if (a < 1f) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The picture over a plain background, without an opacity plane: {@code a * v + (1 - a) *
   * background}, on the non-linear samples as browsers do it.
   *
   * @param background level of every colour plane in {@code [0,1]}; 1 is white
   */
  public static Pixels flatten(Pixels pixels, float background) {
    if (pixels.alpha().isEmpty()) {
      return pixels;
    }
    float[] alpha = pixels.alpha().get();
    float[][] planes = new float[pixels.channels()][alpha.length];
    for (int c = 0; c < planes.length; c++) {
      float[] in = pixels.plane(c);
      for (int i = 0; i < alpha.length; i++) {
        float a = Math.min(Math.max(alpha[i], 0f), 1f);
        planes[c][i] = a * in[i] + (1 - a) * background;
      }
    }
    return Pixels.of(pixels.width(), pixels.height(), planes, null, pixels.bitDepth());
  }
}
