package org.sr4j.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ExecutionPlanTest {

  static Stream<Arguments> graphs() {
    return Stream.of(
        Arguments.of("residual", (Function<DataType, Graphs>) Graphs::residual),
        Arguments.of("attention", (Function<DataType, Graphs>) Graphs::attention),
        Arguments.of("resampling", (Function<DataType, Graphs>) Graphs::resampling));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void equalsSameDiffOutput(String name, Function<DataType, Graphs> make) {
    Graphs g = make.apply(DataType.FLOAT);
    Map<String, INDArray> expected = g.graph.output(g.inputs, "y", "loss");
    for (ExecutionPlan.Parameters mode : ExecutionPlan.Parameters.values()) {
      try (ExecutionPlan plan =
          ExecutionPlan.compile(
              g.graph, List.of("y", "loss"), shapes(g.inputs), g.parameters, mode)) {
        plan.poison();
        for (int run = 0; run < 2; run++) {
          Map<String, INDArray> got = plan.run(g.inputs);
          assertSame(got.get("y"), expected.get("y"));
          assertSame(got.get("loss"), expected.get("loss"));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void gradientsEqualSameDiff(String name, Function<DataType, Graphs> make) {
    Graphs g = make.apply(DataType.FLOAT);
    GradientGraph gradient =
        GradientGraph.of(g.graph, "loss", Map.of(), g.parameters, List.of("lowres"));
    Map<String, INDArray> expected =
        g.graph.calculateGradients(g.inputs, gradient.differentiable());
    assertThat(gradient.differentiable()).containsAll(g.parameters.keySet()).contains("lowres");
    try (GradientPlan plan = gradient.plan(g.inputs)) {
      plan.plan().poison();
      for (int run = 0; run < 2; run++) {
        GradientPlan.Result got = plan.run(g.inputs);
        assertThat(got.gradients().keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, value) -> assertSame(got.gradients().get(key), value));
      }
    }
  }

  /**
   * The same operations on the same values in the same order give the same bits; sums that oneDNN
   * splits over threads may differ in their last bits.
   */
  private static void assertSame(INDArray got, INDArray expected) {
    assertThat(got.shape()).isEqualTo(expected.shape());
    double scale = expected.amaxNumber().doubleValue();
    assertThat(scale).isPositive();
    double difference = got.sub(expected).amaxNumber().doubleValue();
    assertThat(difference).isLessThanOrEqualTo(1e-6 * scale);
  }

  static Map<String, long[]> shapes(Map<String, INDArray> arrays) {
    Map<String, long[]> shapes = new java.util.LinkedHashMap<>();
    arrays.forEach((name, array) -> shapes.put(name, array.shape()));
    return shapes;
  }
}
