package org.sr4j.models.train.schedule;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * Half a cosine wave from the learning rate down to a minimum over the whole run (Loshchilov and
 * Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, eq. (5), one period).
 *
 * @param learningRate at the top, above 0
 * @param minimum at the end of the run (default 0)
 * @param warmUp steps over which the rate grows linearly to {@code learningRate} (default 0)
 */
public record CosineSchedule(Double learningRate, Double minimum, Integer warmUp)
    implements Schedule {

  public CosineSchedule {
    learningRate = WarmUp.positive("learning-rate", learningRate);
    minimum = minimum == null ? 0.0 : minimum;
    warmUp = WarmUp.orNone(warmUp);
    if (!(minimum >= 0 && minimum <= learningRate)) {
      throw new OptionsException(
          Problem.cannot("use the schedule")
              .at("minimum")
              .got(minimum)
              .expected("0 to the learning rate " + learningRate));
    }
  }

  @Override
  public double rate(long step, long steps) {
    if (step < warmUp) {
      return learningRate * WarmUp.factor(step, warmUp);
    }
    double done = Math.min(1, (step - warmUp) / (double) Math.max(1, steps - warmUp));
    return minimum + (learningRate - minimum) * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
