package org.sr4j.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.weights.Weights;
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
}
