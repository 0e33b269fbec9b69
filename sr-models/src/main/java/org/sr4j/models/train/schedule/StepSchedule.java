package org.sr4j.models.train.schedule;

import java.util.List;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * A learning rate that is multiplied by {@code gamma} at given steps.
 *
 * @param learningRate at the start, above 0
 * @param milestones steps at which the rate drops, ascending; or give {@code every}
 * @param every the rate drops each time so many steps are done; or give {@code milestones}
 * @param gamma factor of each drop, in (0,1) (default 0.5)
 * @param warmUp steps over which the rate grows linearly to {@code learningRate} (default 0)
 */
public record StepSchedule(
    Double learningRate, List<Long> milestones, Long every, Double gamma, Integer warmUp)
    implements Schedule {

  public StepSchedule {
    learningRate = WarmUp.positive("learning-rate", learningRate);
    gamma = gamma == null ? 0.5 : gamma;
    warmUp = WarmUp.orNone(warmUp);
    if (!(gamma > 0 && gamma < 1)) {
      throw new OptionsException(
          Problem.cannot("use the schedule").at("gamma").got(gamma).expected("between 0 and 1"));
    }
    if ((milestones == null) == (every == null)) {
      throw new OptionsException(
          Problem.cannot("use the schedule")
              .got(every == null ? "neither milestones nor every" : "both milestones and every")
              .expected("one of them"));
    }
    if (every != null && every < 1) {
      throw new OptionsException(
          Problem.cannot("use the schedule").at("every").got(every).expected("at least 1 step"));
    }
    if (milestones != null) {
      milestones = List.copyOf(milestones);
      for (int i = 0; i < milestones.size(); i++) {
        if (milestones.get(i) <= (i == 0 ? 0 : milestones.get(i - 1))) {
          throw new OptionsException(
              Problem.cannot("use the schedule")
                  .at("milestones")
                  .got(milestones)
                  .expected("steps above 0 in ascending order"));
        }
      }
    }
  }

  @Override
  public double rate(long step, long steps) {
    long drops = every != null ? step / every : milestones.stream().filter(m -> step >= m).count();
    return learningRate * Math.pow(gamma, drops) * WarmUp.factor(step, warmUp);
  }
}
