package org.sr4j.models.train.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GradientNormTest {

  @Test
  void clipsTheWholeVectorToTheLimit() {
    float[] gradient = {3, 0, -4};
    assertThat(GradientNorm.of(gradient)).isEqualTo(5);
    GradientNorm.clip(gradient, 5, 1);
    assertThat(gradient).containsExactly(new float[] {0.6f, 0, -0.8f}, within(1e-7f));
  }

  @Test
  void leavesSmallGradientsAlone() {
    float[] gradient = {0.3f, 0.4f};
    GradientNorm.clip(gradient, GradientNorm.of(gradient), 0.6);
    assertThat(gradient).containsExactly(0.3f, 0.4f);
  }

  @Test
  void isNotFiniteIfAValueIsNot() {
    assertThat(GradientNorm.of(new float[] {1, Float.NaN})).isNaN();
    assertThat(GradientNorm.of(new float[] {Float.NEGATIVE_INFINITY})).isInfinite();
  }
}
