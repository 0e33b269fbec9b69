package org.sr4j.models.train.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.TrainingException;

class AdamTest {

  /** Single precision: a few rounding errors of numbers near 1. */
  private static final Offset<Float> ROUNDING = within(5e-7f);

  private static final float[] GRADIENTS = {0.5f, -0.25f, 0.125f};

  @Test
  void theFirstStepIsTheLearningRateInTheDirectionOfTheSign() {
    Optimiser adam = new AdamOptions().create(2);
    float[] w = {1, 2};
    adam.step(w, new float[] {0.3f, -4}, 0.1);
    // Bias correction makes m/sqrt(v) = g/|g| in the first step.
    assertThat(w[0]).isCloseTo(0.9f, ROUNDING);
    assertThat(w[1]).isCloseTo(2.1f, ROUNDING);
  }

  @Test
  void followsTheEquationsOverSeveralSteps() {
    Optimiser adam = new AdamOptions(List.of(0.8, 0.95), 1e-3, 0.0).create(1);
    float[] w = {1};
    double m = 0;
    double v = 0;
    double expected = 1;
    for (int t = 1; t <= GRADIENTS.length; t++) {
      double g = GRADIENTS[t - 1];
      m = 0.8 * m + 0.2 * g;
      v = 0.95 * v + 0.05 * g * g;
      double mHat = m / (1 - Math.pow(0.8, t));
      double vHat = v / (1 - Math.pow(0.95, t));
      expected -= 0.05 * mHat / (Math.sqrt(vHat) + 1e-3);
      adam.step(w, new float[] {GRADIENTS[t - 1]}, 0.05);
    }
    assertThat((double) w[0]).isCloseTo(expected, within(1e-6));
    assertThat(adam.steps()).isEqualTo(3);
  }

  @Test
  void adamWDecaysTheWeightAndNotTheGradient() {
    Optimiser adamW = new AdamWOptions(null, null, 0.1).create(1);
    float[] w = {2};
    adamW.step(w, new float[] {0}, 0.5);
    // No gradient: only w * (1 - rate * decay).
    assertThat(w[0]).isCloseTo(1.9f, ROUNDING);
  }

  @Test
  void adamAddsTheDecayToTheGradient() {
    Optimiser adam = new AdamOptions(null, null, 0.1).create(1);
    float[] w = {2};
    adam.step(w, new float[] {0}, 0.5);
    // The gradient is 0.2, whose size Adam normalises away: a full step of the learning rate.
    assertThat(w[0]).isCloseTo(1.5f, ROUNDING);
  }

  @Test
  void goesOnFromRestoredMoments() {
    Optimiser first = new AdamWOptions().create(2);
    float[] w = {1, -1};
    first.step(w, new float[] {0.1f, 0.2f}, 0.01);
    Optimiser second = new AdamWOptions().create(2);
    second.restore(
        Map.of(
            "first-moment", first.moments().get("first-moment").clone(),
            "second-moment", first.moments().get("second-moment").clone()),
        first.steps());
    float[] other = w.clone();
    first.step(w, new float[] {0.3f, -0.2f}, 0.01);
    second.step(other, new float[] {0.3f, -0.2f}, 0.01);
    assertThat(other).isEqualTo(w);
  }

  @Test
  void refusesMomentsThatDoNotFit() {
    assertThatThrownBy(() -> new AdamOptions().create(2).restore(Map.of(), 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("first-moment")
        .hasMessageContaining("expected 2 values");
  }

  @Test
  void refusesConstantsOutOfRange() {
    assertThatThrownBy(() -> new AdamOptions(List.of(0.9, 1.0), null, null))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("betas");
    assertThatThrownBy(() -> new AdamWOptions(null, null, -1.0))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("weight-decay");
  }
}
