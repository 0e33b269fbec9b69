package org.sr4j.models.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.testing.GoldenCase;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.engine.nd4j.Nd4jEngineProvider;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.ModelDetector;
import org.sr4j.models.weights.ModelHint;
import org.sr4j.models.weights.WeightsFiles;

/** Full networks with the weights that their authors published, on a picture of Set5. */
@Tag("slow")
class VectorOfficialWeightsTest {

  /** Part of the range; 8-bit pictures have steps of 1/255. */
  private static final double TOLERANCE = 1e-4;

  private static final double DIFFERENT_SAMPLES = 1e-3;

  private static final Registry REGISTRY = Registry.of(new ModelsPlugin());

  @TestFactory
  Stream<DynamicTest> givesWhatNd4jGives() {
    return Stream.of(
            "carn_m_x4_butterfly24",
            "lesrcnn_x4_butterfly24",
            "slwsr32_x4_butterfly24",
            "imdn_x4_butterfly24",
            "lkdn_x4_butterfly24")
        .map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
  }

  private static void check(String name) {
    GoldenCase golden = GoldenCase.of("checkpoints/" + name);
    Path file =
        SharedData.data("checkpoints").resolve(golden.meta().get("checkpoint_file").asText());
    int scale = golden.meta().get("scale").asInt();
    Weights weights = WeightsFiles.read(file);
    NetworkSpec spec =
        new ModelDetector(REGISTRY)
            .detect(weights, name, new ModelHint(Optional.empty(), OptionalInt.of(scale)));
    try (Network network = new Networks(REGISTRY).create(spec, 1)) {
      network.load(weights);
      float[] got = run(new VectorEngine(VectorOptions.defaults()), network, golden);
      compare(
          got,
          run(new Nd4jEngineProvider().create(), network, golden),
          network.descriptor().range().max());
      compare(got, golden.output().floats(), network.descriptor().range().max());
    }
  }

  private static float[] run(Engine engine, Network network, GoldenCase golden) {
    try (Session session = engine.open(network)) {
      Tensor picture =
          new Tensor(GraphBuilder.LOW_RES, golden.input().shape(), golden.input().floats());
      List<String> output = List.of(session.signature(Form.WHOLE).output());
      return session.run(Form.WHOLE, Map.of(GraphBuilder.LOW_RES, picture), output).get(0).data();
    }
  }

  private static void compare(float[] got, float[] expected, float range) {
    assertThat(got).hasSameSizeAs(expected);
    double largest = 0;
    int different = 0;
    for (int i = 0; i < got.length; i++) {
      largest = Math.max(largest, Math.abs((double) got[i] - expected[i]) / range);
      int levels = Math.abs(level(got[i] / range) - level(expected[i] / range));
      assertThat(levels).isLessThanOrEqualTo(1);
      different += levels;
    }
    assertThat(largest).isLessThanOrEqualTo(TOLERANCE);
    assertThat((double) different / got.length).isLessThanOrEqualTo(DIFFERENT_SAMPLES);
  }

  private static int level(float value) {
    return Math.round(Math.max(0, Math.min(1, value)) * 255);
  }
}
