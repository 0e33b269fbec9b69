package org.sr4j.models.network.dyconvsr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.testing.LayerCheck;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions.Anchor;
import org.sr4j.models.registry.Registry;

class DyConvSrTest {

  private static final DyConvSr RELEASED =
      new DyConvSr(DyConvSrOptions.defaults().withAnchor(Anchor.AS_RELEASED));
  private static final DyConvSr NEAREST = new DyConvSr(DyConvSrOptions.defaults());

  @Test
  void equalsTheReleasedNetworkInValuesAndGradients() {
    try (LayerCheck one = LayerCheck.of("networks/dyconvsr_x2", RELEASED, 2);
        LayerCheck two = LayerCheck.of("networks/dyconvsr_x2_b2", RELEASED, 2)) {
      one.values().gradients();
      two.values().gradients();
    }
  }

  @Test
  void inferenceFormsEqualTheReleasedNetwork() {
    try (LayerCheck single = LayerCheck.of("networks/dyconvsr_x2", RELEASED, 2);
        LayerCheck any = LayerCheck.of("networks/dyconvsr_x2_b2", RELEASED, 2)) {
      single.phase(Phase.INFERENCE).batch(BatchForm.SINGLE).values();
      any.phase(Phase.INFERENCE).batch(BatchForm.ANY).values();
    }
  }

  @Test
  void nearestAnchorKeepsColoursApart() {
    try (LayerCheck check = LayerCheck.of("networks/dyconvsr_x2_nearest", NEAREST, 2)) {
      check.values();
    }
  }

  // Counts of the generalisation "unshuffle 2, width 12 s^2"; x2 is the paper's 60K.
  @ParameterizedTest
  @CsvSource({"2, 59970", "3, 83850", "4, 117282"})
  void hasThePapersParameters(int scale, long count) {
    try (Network network = create(scale, Map.of())) {
      assertThat(network.parameterCount()).isEqualTo(count);
    }
  }

  // 59 970 less what each switch takes away.
  @ParameterizedTest
  @CsvSource({
    "dynamic, false, 31938", // one 3x3 kernel with bias (9248) for four with attention (37 280)
    "highFrequency, false, 54738", // conv 12 -> 48: 5232
    "spatialAttention, false, 59872", // 7x7, two maps to one, no bias: 98
    "globalSkip, false, 59970"
  })
  void ablationSwitchesTakeTheirPartsAway(String option, boolean value, long count) {
    try (Network network = create(2, Map.of(option, value))) {
      assertThat(network.parameterCount()).isEqualTo(count);
    }
  }

  // 22 690 around the trunk and one block, counted from the blocks' formulas by another program.
  @ParameterizedTest
  @CsvSource({"IMDB, 48780, GLOBAL_MEANS, 4", "RFDB, 61682, WHOLE, 30", "RT4KSR, 63874, LOCAL, 4"})
  void otherBodiesTakeTheTrunksPlace(String body, long count, TilingPolicy tiling, int minSize) {
    try (Network network = create(2, Map.of("body", body))) {
      assertThat(network.parameterCount()).isEqualTo(count);
      assertThat(network.descriptor().tiling()).isEqualTo(tiling);
      assertThat(network.descriptor().minSize()).isEqualTo(minSize);
    }
  }

  @Test
  void weightsOlderThanAnOptionHaveItsDefault() {
    try (Network network = create(2, Map.of("features", 8));
        Network imdb = create(2, Map.of("features", 16, "body", "IMDB"))) {
      Map<String, String> old = new HashMap<>(network.weights().metadata());
      old.computeIfPresent(Weights.OPTIONS, (k, o) -> o.replace(",\"body\":\"DYNAMIC\"", ""));
      assertThat(old.get(Weights.OPTIONS)).doesNotContain("body");
      network.load(network.weights().withMetadata(old));
      Weights other = imdb.weights().withMetadata(old);
      assertThatThrownBy(() -> imdb.load(other))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("\"features\":8");
    }
  }

  @Test
  void kernelsSetTheSizeOfTheDynamicConvolution() {
    try (Network network = create(2, Map.of("kernels", 2))) {
      // Two kernels with biases fewer, and two rows of the attention's second layer.
      assertThat(network.parameterCount()).isEqualTo(59_970 - 2 * (9216 + 32) - 2 * 8);
    }
  }

  private static Network create(int scale, Map<String, Object> options) {
    Networks networks = new Networks(Registry.of(new ModelsPlugin()));
    NetworkSpec spec = new NetworkSpec("dyconvsr", scale).withOptions(options);
    return networks.create(spec, DataType.FLOAT, 1);
  }
}
