package org.sr4j.models.train.config;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/** Checks of single settings. */
final class Check {

  private Check() {}

  static <T> T given(String name, T value) {
    if (value == null) {
      throw new OptionsException(
          Problem.cannot("use the training configuration").at(name).got("nothing"));
    }
    return value;
  }

  static long atLeast(long least, String name, Number value, long otherwise) {
    long number = value == null ? otherwise : value.longValue();
    if (number < least) {
      throw new OptionsException(
          Problem.cannot("use the training configuration")
              .at(name)
              .got(number)
              .expected("at least " + least));
    }
    return number;
  }
}
