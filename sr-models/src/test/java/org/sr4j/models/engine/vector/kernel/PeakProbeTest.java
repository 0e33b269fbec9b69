package org.sr4j.models.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeakProbeTest {

  /** Boxed vectors, or a loop that the compiler removed, would lie far outside. */
  @Test
  void measuresWhatAProcessorCanDo() {
    assertThat(new PeakProbe().flopsPerSecond(50)).isBetween(2e8, 1e12);
    assertThat(FeatureMap.CHANNEL_BLOCK % PeakProbe.lanes()).isZero();
  }
}
