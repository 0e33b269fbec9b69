package org.sr4j.models.network.lmfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.engine.Session;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.testing.GoldenCase;
import org.sr4j.api.weights.Tensor;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.testing.LayerCheck;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.engine.nd4j.Nd4jEngineProvider;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;

class LmfnTest {

  private static final Networks NETWORKS = new Networks(Registry.of(new ModelsPlugin()));

  @Test
  void equalsItsReferenceInValuesAndGradients() {
    NetworkSpec spec = new NetworkSpec("lmfn", 4).withOptions(Map.of("order", "LMLI"));
    try (LayerCheck training = LayerCheck.of("networks/lmfn_c48_lmli_x4", NETWORKS.model(spec), 4);
        LayerCheck inference =
            LayerCheck.of("networks/lmfn_c48_lmli_x4", NETWORKS.model(spec), 4)) {
      training.values().gradients();
      inference.phase(Phase.INFERENCE).values();
    }
  }

  /** The graph serves one size only: the engine writes it for the picture's. */
  @Test
  void theEngineRunsIt() {
    GoldenCase golden = GoldenCase.of("networks/lmfn_c48_lmli_x4");
    NetworkSpec spec = new NetworkSpec("lmfn", 4).withOptions(Map.of("order", "LMLI"));
    try (Network network = NETWORKS.create(spec, 1)) {
      network.load(golden.weights());
      try (Session session = new Nd4jEngineProvider().create().open(network)) {
        Tensor picture =
            new Tensor(GraphBuilder.LOW_RES, golden.input().shape(), golden.input().floats());
        String output = session.signature(Session.Form.WHOLE).output();
        float[] got =
            session
                .run(Session.Form.WHOLE, Map.of(GraphBuilder.LOW_RES, picture), List.of(output))
                .get(0)
                .data();
        double[] expected = golden.output().values();
        assertThat(got).hasSize(expected.length);
        for (int i = 0; i < got.length; i++) {
          assertThat((double) got[i]).isCloseTo(expected[i], within(golden.tolerance()));
        }
      }
    }
  }

  // Counts worked out from the layers' formulas by another program. 56 channels exclude group
  // normalisation after the snakes, which has 448 values less than the printed estimate 388 928.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                 | 264312
          {"kernel": 9}                                      | 297864
          {"features": 64}                                   | 442008
          {"features": 64, "kernel": 9}                      | 491880
          {"features": 56, "kernel": 9, "outputNorm": false} | 388480
          {"kernel": 9, "order": "LMILMILMI"}                | 366384
          {"order": "LMLI"}                                  | 150120
          {"order": "LMLI", "offsetNorm": "NONE"}            | 149976
          {"order": "LMLI", "fusion": "LKA_ONLY"}            | 145176
          {"order": "LMLI", "fusion": "MSM_ONLY"}            | 146424
          {"order": "LMLI", "fusion": "SERIAL"}              | 150120
          {"order": "LMLI", "fusion": "PARALLEL"}            | 145800
          {"order": "LMLI", "modulation": "SAFM"}            | 142800
          {"order": "LMLI", "expanding": false}              | 139824
          {"order": "LMLI", "direction": "BOTH"}             | 158400
          {"order": "LMLI", "direction": "VERTICAL"}         | 150120
          {"order": "LLLL"}                                  | 134784
          {"order": "MMMM"}                                  | 142944
          {"order": "IIII"}                                  | 187968
          """)
  void everyOptionHasItsParameters(String options, long count) throws Exception {
    Map<String, Object> given = new ObjectMapper().readValue(options, new TypeReference<>() {});
    NetworkSpec spec = new NetworkSpec("lmfn", 4).withOptions(given);
    try (Network network = NETWORKS.create(spec, DataType.FLOAT, 1)) {
      assertThat(network.parameterCount()).isEqualTo(count);
    }
  }

  @Test
  void onlyAttentionCanBeTiled() {
    ModelDescriptor attention = descriptor("LL");
    assertThat(attention.tiling()).isEqualTo(TilingPolicy.LOCAL);
    assertThat(attention.minSize()).isEqualTo(1);
    // As LKDN: 3 around the blocks, 4 + 8 in each.
    assertThat(attention.receptiveRadius()).isEqualTo(27);
    assertThat(descriptor("LM").tiling()).isEqualTo(TilingPolicy.WHOLE);
    assertThat(descriptor("LI").minSize()).isEqualTo(8);
  }

  private static ModelDescriptor descriptor(String order) {
    return NETWORKS
        .model(new NetworkSpec("lmfn", 2).withOptions(Map.of("order", order)))
        .descriptor();
  }

  @Test
  void refusesWidthsThatCannotBeSplitOrNormalised() {
    assertThatThrownBy(() -> NETWORKS.model(spec(Map.of("features", 52))))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("a multiple of 8 with the order LMLMLMLI");
    assertThatThrownBy(() -> NETWORKS.model(spec(Map.of("features", 56))))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("levels of a multiple of 3 channels, not of 14");
    assertThatThrownBy(() -> NETWORKS.model(spec(Map.of("order", "LKA"))))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("letters L, M and I");
  }

  private static NetworkSpec spec(Map<String, Object> options) {
    return new NetworkSpec("lmfn", 2).withOptions(options);
  }
}
