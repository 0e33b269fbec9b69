package org.sr4j.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

/** Rules that see no classes would all pass. */
class ProductionCodeTest {

  @Test
  void holdsTheClassesOfAllModulesAndNoTests() {
    assertThat(ProductionCode.CLASSES)
        .extracting(JavaClass::getName)
        .contains(
            "org.sr4j.api.image.Pixels",
            "org.sr4j.layers.graph.GraphBuilder",
            "org.sr4j.models.registry.Registry",
            "org.sr4j.eval.metric.Psnr",
            "org.sr4j.examples.cli.Sr")
        .doesNotContain(ProductionCodeTest.class.getName(), "org.sr4j.api.testing.SharedData");
  }
}
