package org.sr4j.models.train.config;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * How the parameters of strategies learn beside the network's own.
 *
 * @param aloneSteps for so many steps from the start only the strategies' parameters and buffers
 *     change, everything else is frozen; then all learn (default 0)
 * @param learningRateFactor learning rate of the strategies' parameters by that of the others
 *     (default 1; the strategies' paper trains at twice the rate of the plain network)
 */
public record StrategyTraining(Long aloneSteps, Double learningRateFactor) {

  private static final String PREFIX = "strategy-training.";

  public StrategyTraining {
    aloneSteps = Check.atLeast(0, PREFIX + "alone-steps", aloneSteps, 0);
    learningRateFactor = learningRateFactor == null ? 1.0 : learningRateFactor;
    if (!(learningRateFactor > 0) || learningRateFactor.isInfinite()) {
      throw new OptionsException(
          Problem.cannot("use the training configuration")
              .at(PREFIX + "learning-rate-factor")
              .got(learningRateFactor)
              .expected("a number above 0"));
    }
  }

  /** All parameters learn alike, from the first step. */
  public static StrategyTraining none() {
    return new StrategyTraining(null, null);
  }

  void checkSteps(long steps) {
    if (aloneSteps > steps) {
      throw new OptionsException(
          Problem.cannot("use the training configuration")
              .at(PREFIX + "alone-steps")
              .got(aloneSteps)
              .expected("at most the " + steps + " steps of the run"));
    }
  }
}
