package org.sr4j.models.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.models.testing.ChildJvm;

class VectorRuntimeTest {

  @Test
  void isAvailableWhereTheTestsRun() {
    assertThat(new VectorEngineProvider().unavailable()).isEmpty();
    assertThat(new VectorEngineProvider().create().id()).isEqualTo("vector");
  }

  @Test
  void narrowVectorsAreRefusedWithTheirWidth() {
    assertThat(VectorRuntime.unavailable(true, 64))
        .contains(
            "The processor has vectors of 64 bits for Java; at least 128 are needed. The engines"
                + " onnx and nd4j do without.");
    assertThat(VectorRuntime.unavailable(true, 128)).isEmpty();
  }

  /** The child is started without the flag; auto tells of it once. */
  @Test
  void javaWithoutTheFlagIsToldWhichOneToAdd(@TempDir Path folder) throws Exception {
    ChildJvm.Result result = ChildJvm.run(VectorProbe.class, entry -> true, Map.of(), folder);
    assertThat(result.out().lines().limit(2))
        .hasSize(2)
        .allMatch(line -> line.contains("--add-modules jdk.incubator.vector"));
    assertThat(result.out().lines().skip(2)).containsExactly("another");
    assertThat(result.err().lines().filter(line -> line.contains(VectorRuntime.FLAG))).hasSize(1);
  }
}
