package org.sr4j.layers.conv;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.testing.FiniteDifferences;
import org.sr4j.layers.testing.LayerCheck;

class DynamicConv2dTest {

  private static final String CASE = "blocks/dynamic_conv_k4_b2";
  private static final DynamicConv2d LAYER = new DynamicConv2d(16, 16, 3);

  @Test
  void anyBatchEqualsTheReference() {
    try (LayerCheck check = LayerCheck.of(CASE, LAYER)) {
      check.values().gradients();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneSampleEqualsTheReferenceWithAnAggregatedKernel(int sample) {
    try (LayerCheck check =
        LayerCheck.of(CASE, LAYER).phase(Phase.INFERENCE).batch(BatchForm.SINGLE)) {
      check.valuesOfSample(sample);
    }
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    FiniteDifferences.check(new DynamicConv2d(4, 3, 3, 2, 2, 1), List.of(4), new Size(5, 6), 1e-5);
  }
}
