package org.sr4j.models.train.schedule;

/**
 * One learning rate throughout.
 *
 * @param learningRate above 0
 * @param warmUp steps over which the rate grows linearly to {@code learningRate} (default 0)
 */
public record ConstantSchedule(Double learningRate, Integer warmUp) implements Schedule {

  public ConstantSchedule {
    learningRate = WarmUp.positive("learning-rate", learningRate);
    warmUp = WarmUp.orNone(warmUp);
  }

  @Override
  public double rate(long step, long steps) {
    return learningRate * WarmUp.factor(step, warmUp);
  }
}
