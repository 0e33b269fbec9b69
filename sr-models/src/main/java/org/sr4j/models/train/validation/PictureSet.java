package org.sr4j.models.train.validation;

import org.sr4j.api.image.Pixels;

/** Pictures for validation, read when they are asked for. */
public interface PictureSet {

  /**
   * A picture and its reduction, 8 bits.
   *
   * @param lowRes made with MATLAB's bicubic
   * @param highRes sides are multiples of the scale
   */
  record Pair(Pixels lowRes, Pixels highRes) {}

  int size();

  Pair pair(int index);
}
