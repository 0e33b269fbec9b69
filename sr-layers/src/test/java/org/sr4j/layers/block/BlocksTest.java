package org.sr4j.layers.block;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.testing.LayerCheck;

class BlocksTest {

  static Stream<Arguments> blocks() {
    return Stream.of(
        arguments("imdb_c32", new InformationMultiDistillation(32)),
        arguments("lkdb", new LargeKernelDistillation(16)),
        arguments("safm", new SpatiallyAdaptiveModulation(16)),
        arguments("safm_uneven", new SpatiallyAdaptiveModulation(16)),
        arguments("msm_c16_k3", new MultiScaleModulation(16, 3)),
        arguments("iff_c32_k3", new InteractiveFeatureFusion(32, 3)),
        arguments("ifm_c32_k3", new InteractiveFusionModule(32, 3)));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void equalTheReference(String name, Layer block) {
    try (LayerCheck check = LayerCheck.of("blocks/" + name, block)) {
      check.values().gradients();
    }
  }
}
