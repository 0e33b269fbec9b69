package org.sr4j.layers.attention;

import org.junit.jupiter.api.Test;
import org.sr4j.api.graph.Phase;
import org.sr4j.layers.testing.LayerCheck;

/** Attentions that look far: LKA and ESA. */
class WideAttentionTest {

  @Test
  void largeKernelAttentionEqualsTheReference() {
    try (LayerCheck check = LayerCheck.of("blocks/lka", new LargeKernelAttention(16))) {
      check.values().gradients();
    }
  }

  @Test
  void enhancedSpatialAttentionEqualsTheReference() {
    try (LayerCheck check = LayerCheck.of("blocks/esa_f4", new EnhancedSpatialAttention(16, 4))) {
      check.values().gradients();
      check.phase(Phase.INFERENCE).values();
    }
  }
}
