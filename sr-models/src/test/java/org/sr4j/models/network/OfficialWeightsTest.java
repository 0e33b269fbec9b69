package org.sr4j.models.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sr4j.api.engine.Session;
import org.sr4j.api.testing.GoldenCase;
import org.sr4j.api.testing.Npy;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.engine.nd4j.Nd4jEngineProvider;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;
import org.sr4j.models.weights.WeightsFiles;

/**
 * The authors' own files, from the checkpoint to the picture: read, recognised, loaded, run by the
 * engine, and compared with the output of the authors' code. Tolerances are the cases' own: 20
 * times the rounding of that code in float32. Strategies that begin as the identity change no bit.
 */
class OfficialWeightsTest {

  private static final Registry REGISTRY = Registry.of(new ModelsPlugin());

  @TestFactory
  Stream<DynamicTest> giveTheAuthorsOutput() {
    return Stream.of(
            "carn_m_x2_butterfly24",
            "carn_m_x4_butterfly24",
            "lesrcnn_x2_butterfly24",
            "lesrcnn_x4_butterfly24",
            "slwsr32_x4_butterfly24",
            "imdn_x2_butterfly24",
            "imdn_x4_butterfly24",
            "lkdn_x2_butterfly24",
            "lkdn_x4_butterfly24")
        .map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
  }

  private static void check(String name) {
    GoldenCase golden = GoldenCase.of("checkpoints/" + name);
    Path file =
        SharedData.data("checkpoints").resolve(golden.meta().get("checkpoint_file").asText());
    int scale = golden.meta().get("scale").asInt();
    Weights weights = WeightsFiles.read(file);
    ModelHint hint = new ModelHint(Optional.empty(), OptionalInt.of(scale));
    Tensor output = output(weights, hint, golden.input());
    Npy expected = golden.output();
    assertThat(output.shape()).isEqualTo(expected.shape());
    assertThat(largestDifference(output.data(), expected.floats()))
        .isLessThanOrEqualTo(golden.tolerance());
    String identity = "ggas:init=identity,cwss:init=identity";
    Tensor same =
        output(weights, hint.withStrategies(StrategyText.parse(identity)), golden.input());
    assertThat(same.data()).as("with " + identity).isEqualTo(output.data());
  }

  private static Tensor output(Weights weights, ModelHint hint, Npy input) {
    NetworkSpec spec = new ModelDetector(REGISTRY).detect(weights, "file", hint);
    try (Network network = new Networks(REGISTRY).create(spec, 1)) {
      network.startFrom(weights);
      try (Session session = new Nd4jEngineProvider().create().open(network)) {
        return run(session, input);
      }
    }
  }

  private static Tensor run(Session session, Npy input) {
    Tensor picture = new Tensor(GraphBuilder.LOW_RES, input.shape(), input.floats());
    String output = session.signature(Session.Form.WHOLE).output();
    return session
        .run(Session.Form.WHOLE, Map.of(GraphBuilder.LOW_RES, picture), List.of(output))
        .get(0);
  }

  private static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }
}
