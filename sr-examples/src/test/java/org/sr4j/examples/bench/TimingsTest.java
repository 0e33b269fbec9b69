package org.sr4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimingsTest {

  @Test
  void quantilesLieBetweenNeighbours() {
    Timings timings = new Timings(5, 1, 3, 2, 4);

    assertThat(timings.median()).isEqualTo(3);
    assertThat(timings.quantile(0)).isEqualTo(1);
    assertThat(timings.quantile(0.1)).isEqualTo(1.4);
    assertThat(timings.quantile(0.9)).isEqualTo(4.6);
    assertThat(timings.quantile(1)).isEqualTo(5);
    assertThat(new Timings(1, 2).median()).isEqualTo(1.5);
    assertThat(new Timings(7).quantile(0.9)).isEqualTo(7);
  }

  @Test
  void aRatioComparesTimesOfTheSameRound() {
    // The machine was ten times slower in the second round, and five times in the third.
    Timings baseline = new Timings(1, 10, 5, 1);
    Timings other = new Timings(2, 20, 10, 2);

    assertThat(other.medianRatioTo(baseline)).isEqualTo(2);
  }

  @Test
  void needsARound() {
    assertThatThrownBy(Timings::new).isInstanceOf(IllegalArgumentException.class);
  }
}
