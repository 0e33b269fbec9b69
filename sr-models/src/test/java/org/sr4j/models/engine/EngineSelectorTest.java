package org.sr4j.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.Layer;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.UpscaleProbe;
import org.sr4j.models.program.lowering.LayerNetwork;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.testing.ChildJvm;

class EngineSelectorTest {

  private static final String NATIVE_CODE =
      ".*(nd4j-native|openblas|mkl|onnxruntime|linux-x86_64|linux-arm64|macosx|windows).*";

  private final EngineSelector selector = new EngineSelector(Registry.of(new ModelsPlugin()));

  /** A layer of a plugin with an operation that programs do not have. */
  private static LayerNetwork softplus() {
    Layer layer =
        (scope, inputs) -> inputs[0].with(scope.graph().nn().softplus(inputs[0].variable()));
    return new LayerNetwork(layer, List.of(2));
  }

  @Test
  void autoPassesOverEnginesThatDoNotKnowAnOperation() {
    try (LayerNetwork network = softplus()) {
      OpenNetwork open = selector.open("auto", network);
      try (Session session = open.session()) {
        assertThat(open.engine().engine().id()).isEqualTo("nd4j");
        assertThat(open.engine().passedOver()).containsOnlyKeys("vector", "onnx");
        assertThat(open.engine().passedOver().get("vector"))
            .contains("the operation softplus", "Write the layer with these operations");
        assertThat(session.signature(Form.WHOLE).inputs()).hasSize(1);
      }
    }
  }

  @Test
  void anEngineThatWasAskedForSaysWhichOperationItDoesNotKnow() {
    try (LayerNetwork network = softplus()) {
      for (String id : List.of("vector", "onnx")) {
        assertThatThrownBy(() -> selector.open(id, network))
            .isInstanceOf(GraphException.class)
            .hasMessageContaining("the operation softplus")
            .hasMessageContaining("or run the network on the engine nd4j");
      }
    }
  }

  /** Java was started without the Vector API, and no native library is there. */
  @Test
  void whereNoEngineWorksAllSayWhy(@TempDir Path folder) throws Exception {
    ChildJvm.Result result =
        ChildJvm.run(UpscaleProbe.class, entry -> !entry.matches(NATIVE_CODE), Map.of(), folder);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("Cannot find an engine that works here: got vector: The JDK's Vector API is not")
        .contains("Start Java (17 or later) with --add-modules jdk.incubator.vector; onnx: ONNX")
        .contains("; nd4j: There is no ND4J backend on the class path. Add org.nd4j:nd4j-native:");
  }
}
