package org.sr4j.layers.conv;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.conv.DynamicSnakeConv.Direction;
import org.sr4j.layers.conv.DynamicSnakeConv.OffsetNorm;
import org.sr4j.layers.testing.FiniteDifferences;
import org.sr4j.layers.testing.LayerCheck;

class DynamicSnakeConvTest {

  /** The official code allocates the strips of both directions and uses one. */
  private static String unused(Direction direction) {
    return direction == Direction.HORIZONTAL ? "dsc_conv_y" : "dsc_conv_x";
  }

  @ParameterizedTest
  @CsvSource({
    "dsconv_k3_morph0, 3, HORIZONTAL",
    "dsconv_k3_morph1, 3, VERTICAL",
    "dsconv_k9_morph0, 9, HORIZONTAL",
    "dsconv_k9_morph1, 9, VERTICAL"
  })
  void equalsTheReference(String name, int kernel, Direction direction) {
    DynamicSnakeConv layer = new DynamicSnakeConv(8, 8, kernel, direction);
    try (LayerCheck check = LayerCheck.of("blocks/" + name, layer)) {
      check.without(unused(direction)).values().gradients();
    }
  }

  @Test
  void plainFormEqualsTheReference() {
    DynamicSnakeConv layer =
        new DynamicSnakeConv(8, 8, 3, Direction.VERTICAL).withoutNormalisation();
    try (LayerCheck check = LayerCheck.of("blocks/dsconv_k3_morph1_plain", layer)) {
      check.without("dsc_conv_x").values().gradients();
    }
  }

  @Test
  void batchNormalisedStepsEqualTheReference() {
    DynamicSnakeConv layer =
        new DynamicSnakeConv(8, 8, 9, Direction.HORIZONTAL).withOffsetNorm(OffsetNorm.BATCH);
    try (LayerCheck check = LayerCheck.of("blocks/dsconv_k9_morph0_bn_train", layer)) {
      check.without("dsc_conv_y").values().gradients();
      check.phase(Phase.INFERENCE).values("output_eval");
    }
  }

  @Test
  void farReachingTapsHaveRightGradients() {
    DynamicSnakeConv layer =
        new DynamicSnakeConv(2, 4, 5, Direction.VERTICAL, 1.5, OffsetNorm.NONE, true);
    FiniteDifferences.check(layer, List.of(2), new Size(4, 5), 1e-5);
  }
}
