package org.sr4j.data.dataset;

import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.BytePlanes;
import org.sr4j.data.resize.Bicubic;

/**
 * A picture and its low-resolution version, both in 8 bits.
 *
 * @param name for messages
 * @param highRes RGB; its sides are multiples of the scale
 * @param lowRes RGB, smaller by the scale
 */
public record TrainingPair(String name, BytePlanes highRes, BytePlanes lowRes) {

  public TrainingPair {
    int scale = highRes.width() / lowRes.width();
    if (highRes.width() != scale * lowRes.width() || highRes.height() != scale * lowRes.height()) {
      throw new ImageException(
          Problem.cannot("pair the pictures")
              .at(name)
              .got(size(highRes) + " and " + size(lowRes))
              .expected("one a multiple of the other"));
    }
  }

  /**
   * Cuts the picture to a multiple of {@code scale} (the top-left part stays) and shrinks the whole
   * of it with {@link Bicubic#MATLAB}, as the published low-resolution sets were made.
   *
   * @throws ImageException if the picture is smaller than {@code scale}
   */
  public static TrainingPair of(String name, Pixels picture, int scale) {
    if (Math.min(picture.width(), picture.height()) < scale) {
      throw new ImageException(
          Problem.cannot("make a training pair")
              .at(name)
              .got(picture.width() + "x" + picture.height() + " pixels")
              .expected("at least " + scale + "x" + scale));
    }
    BytePlanes high = BytePlanes.of(picture.cropToMultiple(scale));
    return new TrainingPair(name, rgb(high), rgb(Bicubic.MATLAB.down(high, scale)));
  }

  /** A grey plane stands for all three; it is not copied. */
  private static BytePlanes rgb(BytePlanes picture) {
    return picture.channels() == 3
        ? picture
        : new BytePlanes(
            picture.width(),
            picture.height(),
            new byte[][] {picture.plane(0), picture.plane(0), picture.plane(0)});
  }

  public int scale() {
    return highRes.width() / lowRes.width();
  }

  private static String size(BytePlanes picture) {
    return picture.width() + "x" + picture.height();
  }
}
