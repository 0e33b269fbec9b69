package org.sr4j.models.train.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightAverageTest {

  @Test
  void averagesExponentiallyFromTheInitialWeights() {
    WeightAverage average = new WeightAverage(new float[] {1}, 0.75);
    average.update(new float[] {5});
    assertThat(average.values()[0]).isEqualTo(2);
    average.update(new float[] {-2});
    assertThat(average.values()[0]).isEqualTo(1);
  }

  @Test
  void withoutDecayItIsTheWeights() {
    WeightAverage average = new WeightAverage(new float[] {1}, 0);
    average.update(new float[] {0.3f});
    assertThat(average.values()[0]).isCloseTo(0.3f, within(0f));
  }
}
