package org.sr4j.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.Phase;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.models.network.dyconvsr.DyConvSr;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions;

class GradientPlanTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.sr4j.models.engine.nd4j.ExecutionPlanTest#graphs")
  void gradientsEqualFiniteDifferences(String name, Function<DataType, Graphs> make) {
    Graphs g = make.apply(DataType.DOUBLE);
    GradientGraph gradient =
        GradientGraph.of(g.graph, "loss", Map.of(), g.parameters, List.of("lowres"));
    Random random = new Random(3);
    try (GradientPlan plan = gradient.plan(g.inputs);
        ExecutionPlan loss =
            ExecutionPlan.compile(g.graph, List.of("loss"), g.inputs, g.parameters)) {
      Map<String, INDArray> gradients = plan.run(g.inputs).gradients();
      Map<String, INDArray> varied = new HashMap<>(g.parameters);
      varied.put("lowres", g.inputs.get("lowres"));
      varied.forEach(
          (key, array) -> {
            for (int i = 0; i < 4; i++) {
              long at = random.nextInt((int) array.length());
              double step = 1e-5;
              double value = array.getDouble(at);
              array.putScalar(at, value + step);
              double above = loss.run(g.inputs).get("loss").getDouble(0);
              array.putScalar(at, value - step);
              double below = loss.run(g.inputs).get("loss").getDouble(0);
              array.putScalar(at, value);
              // Central differences: error of order step^2 = 1e-10, rounding 1e-16 / step = 1e-11.
              assertThat(gradients.get(key).getDouble(at))
                  .as(key + "[" + at + "]")
                  .isCloseTo((above - below) / (2 * step), within(1e-7));
            }
          });
    }
  }

  @Test
  void gradientsOfDyConvSrEqualSameDiff() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      NetworkGraph network =
          new GraphBuilder(store)
              .phase(Phase.TRAINING)
              .scale(2)
              .build(new DyConvSr(DyConvSrOptions.defaults()));
      Map<String, INDArray> inputs =
          Map.of(
              "lowres", Nd4j.rand(DataType.FLOAT, 3, 3, 10, 8),
              "target", Nd4j.rand(DataType.FLOAT, 3, 3, 20, 16));
      SameDiff graph = network.graph();
      SDVariable target = graph.placeHolder("target", DataType.FLOAT, -1, 3, -1, -1);
      graph.math().square(graph.getVariable(network.output()).sub(target)).mean("loss");
      GradientGraph gradient = GradientGraph.of(network, "loss", List.of());
      Map<String, INDArray> expected = graph.calculateGradients(inputs, gradient.differentiable());
      try (GradientPlan plan = gradient.plan(inputs)) {
        plan.plan().poison();
        Map<String, INDArray> got = plan.run(inputs).gradients();
        assertThat(got.keySet()).hasSameSizeAs(store.trainable());
        expected.forEach(
            (name, value) -> {
              double scale = value.amaxNumber().doubleValue();
              // The same operations; sums that are split over threads differ in their last bits.
              assertThat(got.get(name).sub(value).amaxNumber().doubleValue())
                  .as(name)
                  .isLessThanOrEqualTo(1e-5 * scale);
            });
      }
    }
  }

  @Test
  void yieldsLossBufferUpdatesAndExtraOutputs() {
    Graphs g = Graphs.residual(DataType.FLOAT);
    g.graph.math().mul("running", g.graph.getVariable("y").mean(), g.graph.constant(0.1f));
    GradientGraph gradient =
        GradientGraph.of(g.graph, "loss", Map.of("buffer", "running"), g.parameters, List.of());
    Map<String, INDArray> expected = g.graph.output(g.inputs, "loss", "y", "running");
    try (GradientPlan plan = gradient.plan(g.inputs, List.of("y"))) {
      GradientPlan.Result result = plan.run(g.inputs);
      assertThat(result.loss()).isCloseTo(expected.get("loss").getDouble(0), within(1e-6));
      assertThat(result.bufferUpdates()).containsOnlyKeys("buffer");
      assertThat(result.bufferUpdates().get("buffer").getDouble(0))
          .isCloseTo(expected.get("running").getDouble(0), within(1e-6));
      assertThat(result.outputs().get("y")).isEqualTo(expected.get("y"));
      assertThat(result.gradients()).doesNotContainKey("lowres");
    }
  }

  @Test
  void seesParametersThatAnOptimiserChangedInPlace() {
    Graphs g = Graphs.residual(DataType.FLOAT);
    GradientGraph gradient = GradientGraph.of(g.graph, "loss", Map.of(), g.parameters, List.of());
    try (GradientPlan plan = gradient.plan(g.inputs)) {
      double before = plan.run(g.inputs).loss();
      double after = before;
      for (int step = 0; step < 20; step++) {
        GradientPlan.Result result = plan.run(g.inputs);
        after = result.loss();
        result.gradients().forEach((name, d) -> g.parameters.get(name).subi(d.mul(0.05)));
      }
      // Descent on one batch: twenty small steps lower the loss.
      assertThat(after).isLessThan(0.97 * before);
    }
  }

  @Test
  void aLossWithoutParametersCannotBeDifferentiated() {
    Graphs g = new Graphs(DataType.FLOAT);
    g.loss(g.input("lowres", 1, 1, 2, 2), 1, 1, 2, 2);
    assertThatThrownBy(() -> GradientGraph.of(g.graph, "loss", Map.of(), g.parameters, List.of()))
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("Cannot differentiate the loss [loss]: got ")
        .hasMessageContaining("does not contain any trainable");
  }

  @Test
  void differentiatingPrintsNothing() {
    PrintStream original = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true));
    try {
      Graphs g = Graphs.residual(DataType.FLOAT);
      GradientGraph.of(g.graph, "loss", Map.of(), g.parameters, List.of());
      System.out.print("mine");
    } finally {
      System.setOut(original);
    }
    assertThat(printed.toString()).isEqualTo("mine");
  }
}
