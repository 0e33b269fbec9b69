package org.sr4j.layers.resample;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.testing.FiniteDifferences;
import org.sr4j.layers.testing.LayerCheck;

class GaussianHighPassTest {

  @Test
  void equalsTheReference() {
    try (LayerCheck check =
        LayerCheck.of("blocks/dyconvsr_high_frequency", new GaussianHighPass())) {
      check.values();
    }
  }

  @ParameterizedTest
  @CsvSource({"3,3", "3,7", "4,5"})
  void mirroredBorderHasRightGradients(int height, int width) {
    FiniteDifferences.check(new GaussianHighPass(), List.of(2), new Size(height, width), 1e-6);
  }
}
