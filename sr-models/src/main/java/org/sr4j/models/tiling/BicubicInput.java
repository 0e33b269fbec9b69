package org.sr4j.models.tiling;

import org.sr4j.api.image.Pixels;
import org.sr4j.data.resize.Bicubic;

/**
 * The bicubic enlargement that some networks take as an input besides, or instead of, the picture.
 */
final class BicubicInput {

  private BicubicInput() {}

  /** The whole picture enlarged by MATLAB's bicubic without rounding, in the picture's range. */
  static Planes of(Planes picture, int scale) {
    Pixels small = Pixels.of(picture.width(), picture.height(), picture.samples());
    Pixels large = Bicubic.MATLAB_FLOAT.up(small, scale);
    float[][] samples = new float[large.channels()][];
    for (int c = 0; c < samples.length; c++) {
      samples[c] = large.plane(c);
    }
    return new Planes(large.width(), large.height(), samples);
  }
}
