package org.sr4j.models.network;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.model.Model;
import org.sr4j.api.testing.SharedData;
import org.sr4j.layers.testing.LayerCheck;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.WeightsFiles;

/**
 * Every network against reference vectors of its official code, or of an independent implementation
 * where there is none. Tolerances are the cases' own: 20 times the rounding of the reference itself
 * in float32.
 */
class NetworkParityTest {

  private record Case(String golden, String model, int scale, Map<String, Object> options) {}

  private static final Networks NETWORKS = new Networks(Registry.of(new ModelsPlugin()));

  private static final Map<String, Object> SMALL_EDSR = Map.of("blocks", 4, "features", 16);
  private static final Map<String, Object> RGB = Map.of("colour", "RGB");
  private static final Map<String, Object> SMALL_LAPSRN = Map.of("depth", 3, "features", 16);
  private static final Map<String, Object> SMALL_MEMNET =
      Map.of("colour", "RGB", "memoryBlocks", 2, "recursions", 2, "features", 16);

  @TestFactory
  Stream<DynamicTest> equalsItsReference() {
    return Stream.of(
            new Case("networks/edsr_r4f16_x2", "edsr-baseline", 2, SMALL_EDSR),
            new Case("networks/edsr_r4f16_x3", "edsr-baseline", 3, SMALL_EDSR),
            new Case("networks/edsr_r4f16_x4", "edsr-baseline", 4, SMALL_EDSR),
            new Case("networks/fsrcnn_rgb_x2", "fsrcnn", 2, RGB),
            new Case("networks/fsrcnn_rgb_x3", "fsrcnn", 3, RGB),
            new Case("networks/fsrcnn_rgb_x4", "fsrcnn", 4, RGB),
            new Case("networks/carn_x4", "carn", 4, Map.of()),
            new Case("networks/lesrcnn_x2_g4", "lesrcnn", 2, Map.of("upsamplerGroups", 4)),
            new Case("networks/ulesrcnn_x2", "lesrcnn-enhanced", 2, Map.of()),
            new Case("networks/ulesrcnn_x2_bug16", "lesrcnn-enhanced", 2, Map.of("bug16", true)),
            new Case("networks/slwsr16_x2", "s-lwsr16", 2, Map.of()),
            new Case("networks/slwsr16_x3", "s-lwsr16", 3, Map.of()),
            new Case("networks/slwsr16_x4", "s-lwsr16", 4, Map.of()),
            new Case("networks/slwsr32c_x4", "s-lwsr32", 4, Map.of("compression", "ALL")),
            new Case(
                "networks/rcan_g2b2f16_x2",
                "rcan",
                2,
                Map.of("groups", 2, "blocks", 2, "features", 16, "reduction", 4)))
        .map(c -> DynamicTest.dynamicTest(c.golden, () -> check(c)));
  }

  // Models that work on the bicubic enlargement, which these cases give as their input; their
  // scale is then of no account.
  @TestFactory
  Stream<DynamicTest> equalsItsReferenceOnTheEnlargement() {
    return Stream.of(
            new Case("networks/srcnn_955_y", "srcnn", 2, Map.of()),
            new Case("networks/vdsr_d5_y", "vdsr", 2, Map.of("depth", 5)),
            new Case("networks/memnet_m2r2f16_eval", "memnet", 2, SMALL_MEMNET))
        .map(c -> DynamicTest.dynamicTest(c.golden, () -> checkOnEnlargement(c)));
  }

  private static void checkOnEnlargement(Case c) {
    try (LayerCheck check = LayerCheck.of(c.golden, model(c), c.scale)) {
      check.phase(Phase.INFERENCE).inputAs("bicubic").values();
    }
  }

  @Test
  void memNetTrainsAsItsReference() {
    Case c = new Case("networks/memnet_m2r2f16_train", "memnet", 2, SMALL_MEMNET);
    try (LayerCheck check = LayerCheck.of(c.golden, model(c), c.scale)) {
      check.inputAs("bicubic").values().bufferUpdates().gradients();
    }
  }

  // The case leaves the enlargement out: here it is zero.
  @Test
  void idnsResidualEqualsItsReference() {
    Case c = new Case("networks/idn_tf_x4", "idn", 4, Map.of());
    try (LayerCheck check = LayerCheck.of(c.golden, model(c), c.scale)) {
      check.phase(Phase.INFERENCE).zerosAs("bicubic").values();
    }
  }

  @Test
  void bothLevelsOfLapSrnEqualTheirReference() {
    Case c = new Case("networks/lapsrn_d3f16_x4_y", "lapsrn", 4, SMALL_LAPSRN);
    try (LayerCheck check = LayerCheck.of(c.golden, model(c), c.scale)) {
      check.phase(Phase.INFERENCE).values().auxiliaryValues("level.0", "output_x2");
    }
  }

  /** The authors' checkpoints, read by this library, against the authors' code. */
  @TestFactory
  Stream<DynamicTest> equalsTheAuthorsNetworkWithTheirWeights() {
    return Stream.of(
            new Case("checkpoints/imdn_x2_butterfly24", "imdn", 2, Map.of()),
            new Case("checkpoints/imdn_x4_butterfly24", "imdn", 4, Map.of()),
            new Case("checkpoints/lkdn_x2_butterfly24", "lkdn", 2, Map.of()),
            new Case("checkpoints/lkdn_x4_butterfly24", "lkdn", 4, Map.of()))
        .map(c -> DynamicTest.dynamicTest(c.golden, () -> checkWithOfficialWeights(c)));
  }

  private static void checkWithOfficialWeights(Case c) {
    try (LayerCheck check = LayerCheck.of(c.golden, model(c), c.scale)) {
      String file = check.golden().meta().get("checkpoint_file").asText();
      check
          .phase(Phase.INFERENCE)
          .weights(() -> WeightsFiles.read(SharedData.data("checkpoints").resolve(file)))
          .values();
    }
  }

  private static Model model(Case c) {
    return NETWORKS.model(new NetworkSpec(c.model, c.scale).withOptions(c.options));
  }

  private static void check(Case c) {
    try (LayerCheck check = LayerCheck.of(c.golden, model(c), c.scale)) {
      check.phase(Phase.INFERENCE).values();
    }
  }
}
