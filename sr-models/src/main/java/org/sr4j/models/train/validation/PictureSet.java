package org.sr4j.models.train.validation;

import org.sr4j.api.image.Pixels;

/** Pictures for validation, read when they are asked for. */
public interface PictureSet {

  int size();

  /** Reference picture {@code index}, its sides multiples of the scale. */
  Pixels highRes(int index);

  /** The same picture, reduced by the scale with MATLAB's bicubic, 8-bit. */
  Pixels lowRes(int index);
}
