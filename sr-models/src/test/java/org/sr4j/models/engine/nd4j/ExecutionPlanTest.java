package org.sr4j.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.GraphException;

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

  @Test
  void outputsMayBeInputsParametersConstantsAndAliases() {
    Graphs g = new Graphs(DataType.FLOAT);
    SDVariable x = g.input("lowres", 2, 3);
    SDVariable w = g.weight("w", 2, 3);
    SDVariable reshaped = g.graph.reshape("flat", w, 6);
    g.graph.reshape("flatInput", x, 3, 2);
    g.graph.identity("same", x);
    SDVariable c = g.graph.constant("c", Nd4j.createFromArray(1f, 2f, 3f));
    c.mul(c).rename("squares");
    reshaped.add(1).rename("more");
    List<String> names =
        List.of("lowres", "w", "flat", "flatInput", "same", "c", "squares", "more");
    Map<String, INDArray> expected =
        g.graph.output(g.inputs, "flat", "flatInput", "squares", "more");
    try (ExecutionPlan plan = ExecutionPlan.compile(g.graph, names, g.inputs, g.parameters)) {
      plan.poison();
      Map<String, INDArray> got = plan.run(g.inputs);
      expected.forEach((name, array) -> assertThat(got.get(name)).isEqualTo(array));
      assertThat(got.get("same")).isEqualTo(g.inputs.get("lowres"));
      assertThat(got.get("w")).isEqualTo(g.parameters.get("w"));
      assertThat(got.get("c")).isEqualTo(Nd4j.createFromArray(1f, 2f, 3f));
      // What the plan returns is its own: to change a parameter later must not change it.
      g.parameters.get("w").addi(1);
      assertThat(got.get("w")).isNotEqualTo(g.parameters.get("w"));
    }
  }

  @Test
  void readsChangedParametersInTheNextRun() {
    Graphs g = new Graphs(DataType.FLOAT);
    SDVariable x = g.input("lowres", 1, 2);
    SDVariable w = g.weight("w", 1, 2);
    x.add(w.mul(2)).rename("y");
    Map<String, long[]> shapes = shapes(g.inputs);
    try (ExecutionPlan live =
            ExecutionPlan.compile(
                g.graph, List.of("y"), shapes, g.parameters, ExecutionPlan.Parameters.LIVE);
        ExecutionPlan frozen =
            ExecutionPlan.compile(
                g.graph, List.of("y"), shapes, g.parameters, ExecutionPlan.Parameters.FROZEN)) {
      assertThat(frozen.operations()).isEqualTo(1);
      INDArray before = live.run(g.inputs).get("y").dup();
      assertThat(frozen.run(g.inputs).get("y")).isEqualTo(before);
      g.parameters.get("w").addi(1);
      assertThat(live.run(g.inputs).get("y")).isEqualTo(before.add(2));
      assertThat(frozen.run(g.inputs).get("y")).isEqualTo(before);
      frozen.invalidate();
      assertThat(frozen.run(g.inputs).get("y")).isEqualTo(before.add(2));
    }
  }

  @Test
  void reductionOfAVectorAlongAnAxisOfLengthOneIsComputed() {
    Graphs g = new Graphs(DataType.FLOAT);
    SDVariable x = g.input("lowres", 1, 4);
    x.sum(0).rename("sum");
    x.norm1("norm", true, -2);
    INDArray values = g.inputs.get("lowres");
    try (ExecutionPlan plan =
        ExecutionPlan.compile(g.graph, List.of("sum", "norm"), g.inputs, g.parameters)) {
      plan.poison();
      Map<String, INDArray> got = plan.run(g.inputs);
      assertThat(got.get("sum")).isEqualTo(values.reshape(4));
      assertThat(got.get("norm")).isEqualTo(Transforms.abs(values));
    }
  }

  @Test
  void inputsMayBeViewsAndOfAnotherOrder() {
    Graphs g = new Graphs(DataType.FLOAT);
    g.input("lowres", 3, 4).mul(2).rename("y");
    INDArray columns = g.values(4, 3).transpose();
    try (ExecutionPlan plan =
        ExecutionPlan.compile(g.graph, List.of("y"), g.inputs, g.parameters)) {
      assertThat(plan.run(Map.of("lowres", columns)).get("y")).isEqualTo(columns.mul(2));
    }
  }

  @Test
  void namesWhatIsWrongWithInputsAndOutputs() {
    Graphs g = Graphs.residual(DataType.FLOAT);
    assertThatThrownBy(() -> ExecutionPlan.compile(g.graph, List.of("los"), g.inputs, g.parameters))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot plan the graph [los]: got no variable of this name. Did you mean \"loss\"?");
    assertThatThrownBy(() -> ExecutionPlan.compile(g.graph, List.of("y"), Map.of(), g.parameters))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot plan the graph [lowres]: got no input of this name, expected an example of"
                + " every placeholder that the outputs depend on.");
    try (ExecutionPlan plan =
        ExecutionPlan.compile(
            g.graph, List.of("y"), Map.of("lowres", g.inputs.get("lowres")), g.parameters)) {
      assertThatThrownBy(() -> plan.run(Map.of()))
          .isInstanceOf(EngineException.class)
          .hasMessage("Cannot run the plan: got inputs [], expected [lowres].");
      assertThatThrownBy(() -> plan.run(Map.of("lowres", g.values(2, 3, 5, 5))))
          .isInstanceOf(EngineException.class)
          .hasMessage(
              "Cannot run the plan [lowres]: got shape [2, 3, 5, 5], expected [2, 3, 6, 5].");
    }
  }

  @Test
  void namesAnOperationThatCannotBePlanned() {
    Graphs g = new Graphs(DataType.FLOAT);
    SDVariable x = g.input("lowres", 1, 4);
    g.graph.nn().dropout("dropped", x, 0.5);
    assertThatThrownBy(
            () -> ExecutionPlan.compile(g.graph, List.of("dropped"), g.inputs, g.parameters))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("dropout");
  }

  @Test
  void namesAnOperationThatFails() {
    Graphs g = new Graphs(DataType.FLOAT);
    // prelu_bp of M2.1 refuses inputs of more than 64 times the slopes' length.
    SDVariable x = g.input("lowres", 2, 8, 6, 6);
    g.graph.nn().prelu(x, g.weight("slope", 8, 1, 1), 2, 3).mean("loss");
    GradientGraph gradient = GradientGraph.of(g.graph, "loss", Map.of(), g.parameters, List.of());
    try (GradientPlan plan = gradient.plan(g.inputs)) {
      assertThatThrownBy(() -> plan.run(g.inputs))
          .isInstanceOf(EngineException.class)
          .hasMessageStartingWith("Cannot run the plan [prelu_bp ");
    }
  }

  @Test
  void profilesEveryOperation() {
    Graphs g = Graphs.residual(DataType.FLOAT);
    try (ExecutionPlan plan =
        ExecutionPlan.compile(g.graph, List.of("y", "loss"), g.inputs, g.parameters)) {
      plan.run(g.inputs);
      assertThat(plan.profile()).allMatch(timing -> timing.nanoseconds() == 0);
      plan.profiling(true);
      plan.run(g.inputs);
      assertThat(plan.profile()).hasSize(plan.operations()).allMatch(t -> t.nanoseconds() > 0);
      assertThat(plan.profile().get(0).operation()).isEqualTo("conv2d");
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
    Map<String, long[]> shapes = new LinkedHashMap<>();
    arrays.forEach((name, array) -> shapes.put(name, array.shape()));
    return shapes;
  }
}
