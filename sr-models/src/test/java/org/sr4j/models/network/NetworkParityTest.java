package org.sr4j.models.network;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.model.Model;
import org.sr4j.layers.testing.LayerCheck;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.registry.Registry;

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
            new Case("networks/slwsr32c_x4", "s-lwsr32", 4, Map.of("compression", "ALL")))
        .map(c -> DynamicTest.dynamicTest(c.golden, () -> check(c)));
  }

  private static void check(Case c) {
    Model model = NETWORKS.model(new NetworkSpec(c.model, c.scale).withOptions(c.options));
    try (LayerCheck check = LayerCheck.of(c.golden, model, c.scale)) {
      check.phase(Phase.INFERENCE).values();
    }
  }
}
