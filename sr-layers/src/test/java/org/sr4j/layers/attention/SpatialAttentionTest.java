package org.sr4j.layers.attention;

import org.junit.jupiter.api.Test;
import org.sr4j.api.graph.Phase;
import org.sr4j.layers.testing.LayerCheck;

class SpatialAttentionTest {

  private static final SpatialAttention CBAM =
      new SpatialAttention(7, SpatialAttention.Variant.CBAM);

  @Test
  void dyconvsrFormEqualsTheReference() {
    try (LayerCheck check =
        LayerCheck.of("blocks/spatial_attention_dyconvsr", new SpatialAttention())) {
      check.values().gradients();
      check.phase(Phase.INFERENCE).values();
    }
  }

  @Test
  void cbamFormUsesStatisticsOfTheBatchInTraining() {
    try (LayerCheck check = LayerCheck.of("blocks/spatial_attention_cbam_train", CBAM)) {
      check.values().gradients();
    }
  }

  @Test
  void cbamFormIsFoldedInInference() {
    try (LayerCheck check =
        LayerCheck.of("blocks/spatial_attention_cbam_eval", CBAM).phase(Phase.INFERENCE)) {
      check.values().gradients();
    }
  }
}
