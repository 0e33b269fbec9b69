package org.sr4j.models.strategy.graft.samediff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.listeners.impl.ScoreListener;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.strategy.graft.GainPlugin;
import org.sr4j.models.strategy.graft.Graft;

/** Grafted SameDiff graphs. */
class SameDiffGraftTest {

  /** The strategies as in the paper: not the identity, so that they show in the output. */
  private static final Map<String, String> PAPER = Map.of("init", "paper");

  static Stream<Named<Function<DataType, SameDiff>>> networks() {
    return Stream.of(
        Named.of("EDSR", SameDiffNetwork::edsr),
        Named.of("CARN", SameDiffNetwork::carn),
        Named.of("IMDN", SameDiffNetwork::imdn));
  }

  private static SameDiff graft(SameDiff graph) {
    return Graft.on(graph).strategy("ggas").strategy("cwss").apply();
  }

  private static DataSet data(DataType type, int batch, int height, int width) {
    Nd4j.getRandom().setSeed(height);
    return new DataSet(
        Nd4j.rand(type, batch, 3, height, width), Nd4j.rand(type, batch, 3, 2 * height, 2 * width));
  }

  private static double[] enlarged(SameDiff graph, INDArray picture) {
    INDArray result = graph.output(Map.of("picture", picture), "enlarged").get("enlarged");
    return result.dup('c').data().asDouble();
  }

  private static double loss(SameDiff graph, DataSet data) {
    Map<String, INDArray> inputs =
        Map.of("picture", data.getFeatures(), "labels", data.getLabels());
    return graph.output(inputs, "loss").get("loss").getDouble(0);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theOutputIsBitForBitThatOfTheNetwork(Function<DataType, SameDiff> network) {
    SameDiff graph = network.apply(DataType.FLOAT);
    SameDiff grafted = graft(graph);
    assertThat(grafted.getLossVariables()).containsExactly("loss");
    for (DataSet data : List.of(data(DataType.FLOAT, 1, 9, 10), data(DataType.FLOAT, 2, 12, 7))) {
      INDArray picture = data.getFeatures();
      assertThat(enlarged(grafted, picture)).isEqualTo(enlarged(graph, picture));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theOrderOfTheStrategiesMakesNoDifference(Function<DataType, SameDiff> network) {
    SameDiff graph = network.apply(DataType.FLOAT);
    INDArray picture = data(DataType.FLOAT, 1, 9, 10).getFeatures();
    double[] oneWay =
        enlarged(Graft.on(graph).strategy("ggas", PAPER).strategy("cwss", PAPER).apply(), picture);
    double[] otherWay =
        enlarged(Graft.on(graph).strategy("cwss", PAPER).strategy("ggas", PAPER).apply(), picture);
    assertThat(otherWay).isEqualTo(oneWay);
    assertThat(enlarged(graph, picture)).isNotEqualTo(oneWay);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAgreeWithDifferenceQuotients(Function<DataType, SameDiff> network) {
    SameDiff grafted =
        Graft.on(network.apply(DataType.DOUBLE))
            .strategy("ggas", PAPER)
            .strategy("cwss", PAPER)
            .apply();
    DataSet data = data(DataType.DOUBLE, 2, 4, 5);
    List<String> parameters = new ArrayList<>();
    for (SDVariable variable : grafted.variables()) {
      if (variable.getVariableType() == VariableType.VARIABLE) {
        parameters.add(variable.name());
      }
    }
    assertThat(parameters).contains("ggas.dw.weight", "ggas.bn.weight", "ggas.pw.bias");
    Map<String, INDArray> gradients =
        grafted.calculateGradients(
            Map.of("picture", data.getFeatures(), "labels", data.getLabels()), parameters);
    Random random = new Random(5);
    for (String name : parameters) {
      INDArray gradient = gradients.get(name);
      double largest = Math.max(1e-4, gradient.amaxNumber().doubleValue());
      int at = random.nextInt((int) gradient.length());
      double wanted = gradient.dup('c').data().getDouble(at);
      double error = Double.POSITIVE_INFINITY;
      // The small step drowns in rounding where the gradient is small, the large one may step over
      // the kink of a rectifier. A wrong gradient agrees with neither.
      for (double step : new double[] {1e-4, 1e-6}) {
        double quotient = quotient(grafted, data, name, at, step);
        error = Math.min(error, Math.abs(quotient - wanted) / largest);
      }
      assertThat(error).as("relative error of the gradient of %s", name).isLessThan(1e-5);
    }
  }

  private static double quotient(SameDiff graph, DataSet data, String name, int at, double step) {
    INDArray values = graph.getVariable(name).getArr();
    double value = values.getDouble(at);
    values.putScalar(at, value + step);
    double above = loss(graph, data);
    values.putScalar(at, value - step);
    double below = loss(graph, data);
    values.putScalar(at, value);
    return (above - below) / (2 * step);
  }

  @Test
  void theGraphItselfStaysAsItIs() {
    SameDiff graph = SameDiffNetwork.edsr(DataType.FLOAT);
    SameDiffNetwork.train(graph, new Sgd(0.1));
    graph.fit(data(DataType.FLOAT, 2, 8, 8));
    int operations = graph.getOps().size();
    double[] weights = graph.getVariable("b1_conv1_w").getArr().dup('c').data().asDouble();
    SameDiff grafted = graft(graph);
    grafted.fit(data(DataType.FLOAT, 2, 8, 8));
    assertThat(graph.getOps()).hasSize(operations);
    assertThat(graph.getVariable("b1_conv1_w").getArr().dup('c').data().asDouble())
        .isEqualTo(weights);
    assertThat(grafted.getVariable("b1_conv1_w").getArr().dup('c').data().asDouble())
        .isNotEqualTo(weights);
  }

  @Test
  void itLearnsAllItsParameters() {
    SameDiff graph = SameDiffNetwork.imdn(DataType.FLOAT);
    SameDiffNetwork.train(graph, new Adam(2e-3));
    ScoreListener listener = new ScoreListener(1000);
    graph.setListeners(listener);
    SameDiff grafted = graft(graph);
    assertThat(grafted.getListeners()).containsExactly(listener);
    DataSet data = data(DataType.FLOAT, 2, 8, 8);
    double before = loss(grafted, data);
    for (int step = 0; step < 20; step++) {
      grafted.fit(data);
    }
    assertThat(loss(grafted, data)).isLessThan(0.9 * before);
    SameDiff untrained = graft(graph);
    for (String name :
        List.of("ggas.dw.weight", "ggas.bn.bias", "ggas.pw.weight", "cwss.b3.alpha")) {
      assertThat(grafted.getVariable(name).getArr())
          .as("%s has learnt", name)
          .isNotEqualTo(untrained.getVariable(name).getArr());
    }
  }

  @Test
  void itIsSavedAndLoadedAndGoesOnLearningAsIfItHadNotBeen(@TempDir Path folder) {
    SameDiff graph = SameDiffNetwork.carn(DataType.FLOAT);
    SameDiffNetwork.train(graph, new Adam(1e-3));
    SameDiff grafted = graft(graph);
    DataSet data = data(DataType.FLOAT, 2, 8, 8);
    grafted.fit(data);
    Path file = folder.resolve("grafted.fb");
    grafted.save(file.toFile(), true);
    SameDiff loaded = SameDiff.load(file.toFile(), true);
    assertThat(enlarged(loaded, data.getFeatures()))
        .isEqualTo(enlarged(grafted, data.getFeatures()));
    loaded.fit(data);
    grafted.fit(data);
    assertThat(loss(loaded, data)).isEqualTo(loss(grafted, data));
  }

  /**
   * At the identity the network's own weights have the gradients that they had, so that a step from
   * the same moments changes them alike.
   */
  @Test
  void theUpdaterGoesOnFromTheMomentsThatItHad() throws IOException {
    SameDiff graph = SameDiffNetwork.edsr(DataType.FLOAT);
    SameDiffNetwork.train(graph, new Adam(1e-2));
    for (int step = 0; step < 5; step++) {
      graph.fit(data(DataType.FLOAT, 2, 8, 8));
    }
    SameDiff grafted = graft(graph);
    assertThat(grafted.getTrainingConfig().getIterationCount())
        .isEqualTo(graph.getTrainingConfig().getIterationCount());
    SameDiff fresh = graft(SameDiff.fromFlatBuffers(graph.asFlatBuffers(false)));
    DataSet data = data(DataType.FLOAT, 2, 8, 6);
    graph.fit(data);
    grafted.fit(data);
    fresh.fit(data);
    for (String name : List.of("head_w", "b2_conv1_bias", "tail_w")) {
      INDArray expected = graph.getVariable(name).getArr();
      // Steps are about 1e-2; float32 rounding of gradients is below a thousandth of that.
      assertThat(grafted.getVariable(name).getArr().equalsWithEps(expected, 1e-5))
          .as(name)
          .isTrue();
      assertThat(fresh.getVariable(name).getArr().equalsWithEps(expected, 1e-5))
          .as("fresh " + name)
          .isFalse();
    }
  }

  @Test
  void alphasAreSharedIfTheOptionSaysSo() {
    SameDiff graph = SameDiffNetwork.edsr(DataType.FLOAT);
    Graft<SameDiff> graft =
        Graft.on(graph).strategy("cwss", Map.of("shared", true, "longSkip", true));
    assertThat(graft.plan().parameters()).isEqualTo(2L * SameDiffNetwork.C);
    SameDiff grafted = graft.apply();
    assertThat(grafted.getVariable("cwss.c8.alpha").getArr().shape()).containsExactly(1, 8, 1, 1);
    assertThat(grafted.hasVariable("cwss.long_skip.alpha")).isTrue();
    assertThat(grafted.hasVariable("cwss.b1.alpha")).isFalse();
  }

  /** One gain of 2 at the shallow feature and after each of two linear blocks: 2 * 2 * 2. */
  @Test
  void aPluginsStrategyIsGraftedLikeAnyOther() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("picture", DataType.FLOAT, -1, 2, -1, -1);
    for (String name : List.of("head", "c1", "c2", "out")) {
      INDArray weights = Nd4j.rand(DataType.FLOAT, 1, 1, 2, name.equals("out") ? 3 : 2);
      x =
          graph
              .cnn()
              .conv2d(
                  name,
                  x,
                  graph.var(name + "_w", weights),
                  Conv2DConfig.builder().kH(1).kW(1).build());
    }
    SameDiff grafted =
        Graft.on(graph)
            .registry(Registry.of(new GainPlugin()))
            .strategy("gain", Map.of("initial", 2))
            .apply();
    assertThat(grafted.getVariable("gain.factor").getVariableType())
        .isEqualTo(VariableType.VARIABLE);
    Map<String, INDArray> picture = Map.of("picture", Nd4j.rand(DataType.FLOAT, 1, 2, 4, 5));
    INDArray before = graph.output(picture, "out").get("out");
    INDArray after = grafted.output(picture, "out").get("out");
    // Powers of two: exact in float32.
    assertThat(after.dup('c').data().asFloat()).isEqualTo(before.mul(8).dup('c').data().asFloat());
  }

  @Test
  void planningLeavesTheGraphReadyForUse() {
    SameDiff graph = SameDiffNetwork.edsr(DataType.FLOAT);
    INDArray picture = data(DataType.FLOAT, 1, 9, 10).getFeatures();
    double[] before = enlarged(graph, picture);
    Graft.on(graph).strategy("ggas").plan();
    assertThat(enlarged(graph, picture)).isEqualTo(before);
  }
}
