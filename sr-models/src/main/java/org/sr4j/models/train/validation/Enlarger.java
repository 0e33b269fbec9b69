package org.sr4j.models.train.validation;

import org.sr4j.api.image.Pixels;

/** Enlarges pictures with a network's present weights. */
public interface Enlarger extends AutoCloseable {

  /**
   * @param lowRes 8-bit picture
   * @return 8-bit picture, {@code scale} times as wide and high
   */
  Pixels enlarge(Pixels lowRes);

  @Override
  void close();
}
