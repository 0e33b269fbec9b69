package org.sr4j.models.train.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.OptionsException;

class ScheduleTest {

  private static final Offset<Double> ROUNDING = within(1e-15);

  @Test
  void cosineFallsFromTheRateToTheMinimum() {
    Schedule cosine = new CosineSchedule(1e-3, 1e-5, null);
    assertThat(cosine.rate(0, 100)).isCloseTo(1e-3, ROUNDING);
    assertThat(cosine.rate(50, 100)).isCloseTo((1e-3 + 1e-5) / 2, ROUNDING);
    // cos(pi / 4): a quarter of the way.
    assertThat(cosine.rate(25, 100))
        .isCloseTo(1e-5 + (1e-3 - 1e-5) * (1 + Math.sqrt(0.5)) / 2, ROUNDING);
    assertThat(cosine.rate(100, 100)).isCloseTo(1e-5, ROUNDING);
  }

  @Test
  void cosineBeginsAfterTheWarmUp() {
    Schedule cosine = new CosineSchedule(1e-3, null, 4);
    assertThat(cosine.rate(0, 104)).isCloseTo(0.25e-3, ROUNDING);
    assertThat(cosine.rate(3, 104)).isCloseTo(1e-3, ROUNDING);
    assertThat(cosine.rate(4, 104)).isCloseTo(1e-3, ROUNDING);
    assertThat(cosine.rate(54, 104)).isCloseTo(0.5e-3, ROUNDING);
  }

  @Test
  void stepsDropAtMilestones() {
    Schedule step = new StepSchedule(1.0, List.of(10L, 20L), null, 0.1, null);
    assertThat(step.rate(9, 30)).isEqualTo(1);
    assertThat(step.rate(10, 30)).isCloseTo(0.1, ROUNDING);
    assertThat(step.rate(25, 30)).isCloseTo(0.01, ROUNDING);
  }

  @Test
  void stepsDropRegularly() {
    Schedule step = new StepSchedule(1.0, null, 400L, null, null);
    assertThat(step.rate(399, 1000)).isEqualTo(1);
    assertThat(step.rate(400, 1000)).isEqualTo(0.5);
    assertThat(step.rate(800, 1000)).isEqualTo(0.25);
  }

  @Test
  void constantKeepsItsRateAfterTheWarmUp() {
    Schedule constant = new ConstantSchedule(2e-4, 2);
    assertThat(constant.rate(0, 10)).isEqualTo(1e-4);
    assertThat(constant.rate(9, 10)).isEqualTo(2e-4);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new StepSchedule(1.0, List.of(20L, 10L), null, null, null))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("ascending");
    assertThatThrownBy(() -> new StepSchedule(1.0, null, null, null, null))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("neither milestones nor every");
    assertThatThrownBy(() -> new ConstantSchedule(null, null))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("[learning-rate]: got nothing");
    assertThatThrownBy(() -> new CosineSchedule(1e-3, 1e-2, null))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("minimum");
  }
}
