package org.sr4j.models.train.batch;

import org.sr4j.api.image.Pixels;
import org.sr4j.api.model.ColourMode;
import org.sr4j.data.image.BytePlanes;
import org.sr4j.data.image.Luma;
import org.sr4j.data.resize.Bicubic;

/**
 * A picture and its reduction, as the network will see them, in 8 bits.
 *
 * @param highRes sides are multiples of the scale
 * @param lowRes MATLAB's bicubic of the whole picture, so that patches near each other agree
 */
record PicturePair(BytePlanes lowRes, BytePlanes highRes) {

  static PicturePair of(Pixels picture, ColourMode colour, int scale) {
    Pixels cropped = picture.toRgb().withAlpha(null).cropToMultiple(scale);
    Pixels reduced = Bicubic.MATLAB.down(cropped, scale);
    return new PicturePair(planes(reduced, colour), planes(cropped, colour));
  }

  private static BytePlanes planes(Pixels picture, ColourMode colour) {
    return BytePlanes.of(
        colour == ColourMode.RGB
            ? picture
            : Pixels.of(picture.width(), picture.height(), Luma.y(picture)));
  }
}
