package org.sr4j.layers.attention;

import org.junit.jupiter.api.Test;
import org.sr4j.api.graph.Phase;
import org.sr4j.layers.testing.LayerCheck;

class SpatialAttentionTest {

  @Test
  void dyconvsrFormEqualsTheReference() {
    try (LayerCheck check =
        LayerCheck.of("blocks/spatial_attention_dyconvsr", new SpatialAttention())) {
      check.values().gradients();
      check.phase(Phase.INFERENCE).values();
    }
  }
}
