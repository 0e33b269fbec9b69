package org.sr4j.api.spi;

import java.util.Objects;

/**
 * A network that weights may be of, as told by their names and shapes.
 *
 * @param <O> options of the model
 * @param options with which the model has exactly these weights
 * @param scale factor for which it has them
 */
public record Detection<O extends Record>(O options, int scale) {

  public Detection {
    Objects.requireNonNull(options, "options");
    if (scale < 1) {
      throw new IllegalArgumentException("scale: got " + scale + ", expected at least 1");
    }
  }
}
