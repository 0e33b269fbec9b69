package org.sr4j.models.program.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.models.testing.ChildJvm;

/** The message classes come from nd4j-api; its backends and native libraries are not needed. */
class OnnxWithoutNd4jTest {

  @TempDir private Path folder;

  @Test
  void readsAndWritesWithoutABackendOrNativeCode() throws Exception {
    byte[] model =
        OnnxFixture.of(-1, 3, -1, -1)
            .weight("w", 3, 3, 3, 3)
            .node("Conv", "x w", "a")
            .node("Relu", "a", "y")
            .output("y")
            .bytes();
    Path file = Files.write(folder.resolve("net.onnx"), model);

    ChildJvm.Result result =
        ChildJvm.run(
            OnnxReadProbe.class,
            entry -> !entry.matches(".*(nd4j-native|openblas|mkl|onnxruntime|linux-x86_64).*"),
            Map.of("ONNX_FILE", file.toString()),
            folder);

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).matches("2 \\d+\\s*");
  }
}
