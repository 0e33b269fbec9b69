package org.sr4j.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.graph.Size;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.testing.FiniteDifferences;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;

class EspcnPluginTest {

  private final Networks networks = new Networks(Registry.of(new EspcnPlugin()));

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void hasThePapersParametersAndEnlargesByTheScale(int scale) {
    int phases = scale * scale;
    long first = 5 * 5 * 64 + 64;
    long second = 3 * 3 * 64 * 32 + 32;
    long third = 3 * 3 * 32 * phases + phases;

    try (Network espcn = networks.create(new NetworkSpec("espcn", scale), 1)) {
      assertThat(espcn.parameterCount()).isEqualTo(first + second + third);
      NetworkGraph graph = espcn.graph(GraphRequest.WHOLE);
      String input = graph.inputs().keySet().iterator().next();
      try (INDArray picture = Nd4j.ones(1, 1, 5, 7);
          INDArray out = graph.graph().outputSingle(Map.of(input, picture), graph.output())) {
        assertThat(out.shape()).containsExactly(1, 1, 5L * scale, 7L * scale);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void weightsThatSayNothingAreRecognised(int scale) {
    NetworkSpec spec = new NetworkSpec("espcn", scale).withOptions(Map.of("first", 6, "second", 5));
    try (Network espcn = networks.create(spec, 1)) {
      Weights anonymous = espcn.weights().withMetadata(Map.of());

      NetworkSpec found =
          new ModelDetector(Registry.of(new EspcnPlugin()))
              .detect(anonymous, "test", ModelHint.none());

      assertThat(found).isEqualTo(spec);
    }
  }

  @Test
  void refusesLayersWithoutChannels() {
    assertThatExceptionOfType(OptionsException.class)
        .isThrownBy(() -> new EspcnOptions(64, 0))
        .withMessage("Cannot build ESPCN: got 64 and 0, expected 1 channel or more.");
  }

  @Test
  void itsStrategyActsOnNetworksOfOthers() {
    Networks both = new Networks(Registry.of(new EspcnPlugin(), new ModelsPlugin()));
    NetworkSpec fsrcnn =
        new NetworkSpec("fsrcnn", 2).withStrategy("block-gain", Map.of("initial", 0.5));
    try (Network network = both.create(fsrcnn, 1)) {
      assertThat(network.store().parameters())
          .filteredOn(p -> network.isOfStrategy(p.name()))
          .extracting(p -> p.name() + " " + p.toTensor().data()[0])
          .containsExactly(
              "block-gain.gain.0 0.5",
              "block-gain.gain.1 0.5",
              "block-gain.gain.2 0.5",
              "block-gain.gain.3 0.5");
    }
    FiniteDifferences.check(
        both.model(new NetworkSpec("espcn", 2).withOptions(Map.of("first", 4, "second", 3))),
        2,
        both.strategies(List.of(new NetworkSpec.StrategySpec("block-gain"))),
        new Size(5, 6),
        1e-5);
  }

  /** Its one block has other channels than the shallow feature, and it has no residuals. */
  @Test
  void strategiesSayWhyTheyDoNotFit() {
    Networks both = new Networks(Registry.of(new EspcnPlugin(), new ModelsPlugin()));
    NetworkSpec espcn = new NetworkSpec("espcn", 2);
    assertThatExceptionOfType(GraphException.class)
        .isThrownBy(() -> both.create(espcn.withStrategy("ggas"), 1).close())
        .withMessage(
            "Cannot attach ggas [block 0]: got 32 channels at resolution 1/1, expected 64 channels"
                + " at resolution 1/1 as of the shallow feature. One attention map serves all"
                + " blocks, so they must be alike; cwss takes residuals of any size.");
    assertThatExceptionOfType(GraphException.class)
        .isThrownBy(() -> both.create(espcn.withStrategy("cwss"), 1).close())
        .withMessageContaining("got a network that marks no residuals");
    NetworkSpec alike = espcn.withOptions(Map.of("first", 6, "second", 6)).withStrategy("ggas");
    try (Network network = both.create(alike, 1)) {
      assertThat(network.store().weights(Map.of()).names()).contains("ggas.pw.weight");
    }
  }
}
