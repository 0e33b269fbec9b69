package org.sr4j.models.train.schedule;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/** Linear growth of the learning rate over the first steps; common checks of schedules. */
final class WarmUp {

  private WarmUp() {}

  /** {@code (step + 1) / warmUp} until the rate is reached, then 1. */
  static double factor(long step, int warmUp) {
    return step < warmUp ? (step + 1.0) / warmUp : 1;
  }

  static int orNone(Integer warmUp) {
    int value = warmUp == null ? 0 : warmUp;
    if (value < 0) {
      throw new OptionsException(
          Problem.cannot("use the schedule").at("warm-up").got(value).expected("at least 0 steps"));
    }
    return value;
  }

  static double positive(String name, Double rate) {
    if (rate == null || !(rate > 0) || rate.isInfinite()) {
      throw new OptionsException(
          Problem.cannot("use the schedule")
              .at(name)
              .got(rate == null ? "nothing" : rate)
              .expected("a number above 0"));
    }
    return rate;
  }
}
