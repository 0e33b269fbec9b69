package org.sr4j.data.image;

import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;

/** A sample that is not a number would silently become black; a broken network makes such ones. */
final class NumberCheck {

  private NumberCheck() {}

  static void require(Pixels pixels, Object file) {
    for (int c = 0; c < pixels.channels(); c++) {
      check(pixels.plane(c), "colour plane " + c, pixels.width(), file);
    }
    pixels.alpha().ifPresent(alpha -> check(alpha, "the alpha plane", pixels.width(), file));
  }

  private static void check(float[] plane, String where, int width, Object file) {
    for (int i = 0; i < plane.length; i++) {
      if (Float.isNaN(plane[i])) {
        throw new ImageException(
            Problem.cannot("write the image")
                .at(file)
                .got("NaN in " + where + " at column " + i % width + ", row " + i / width)
                .expected("numbers"));
      }
    }
  }
}
