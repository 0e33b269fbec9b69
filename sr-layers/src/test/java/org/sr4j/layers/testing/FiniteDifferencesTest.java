package org.sr4j.layers.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.enums.PadMode;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Size;

class FiniteDifferencesTest {

  /** ND4J 1.0.0-M2.1 differentiates a reflecting pad as if it padded with zeros. */
  private static final Layer REFLECTING_PAD =
      (scope, inputs) -> {
        int[][] padding = {{0, 0}, {0, 0}, {2, 2}, {2, 2}};
        return inputs[0].with(
            scope
                .graph()
                .nn()
                .pad(
                    inputs[0].variable(),
                    scope.graph().constant(Nd4j.createFromArray(padding)),
                    PadMode.REFLECT,
                    0));
      };

  @Test
  void noticeAWrongGradient() {
    assertThatThrownBy(
            () -> FiniteDifferences.check(REFLECTING_PAD, List.of(1), new Size(3, 3), 1e-3))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("gradient of x0[");
  }
}
