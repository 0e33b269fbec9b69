package org.sr4j.models.strategy.graft.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.listeners.CollectScoresIterationListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.sr4j.layers.dl4j.NetworkGradients;
import org.sr4j.layers.dl4j.SrLayer;
import org.sr4j.models.strategy.graft.Graft;

/** Grafted networks of DL4J's own layers. */
class ComputationGraphGraftTest {

  /** The strategies as in the paper: not the identity, so that they show in the output. */
  private static final Map<String, String> PAPER = Map.of("init", "paper");

  static Stream<Named<BiFunction<DataType, IUpdater, ComputationGraph>>> networks() {
    return Stream.of(
        Named.of("EDSR", StockNetworks::edsr),
        Named.of("CARN", StockNetworks::carn),
        Named.of("IMDN", StockNetworks::imdn));
  }

  private static ComputationGraph graft(ComputationGraph net) {
    return Graft.on(net).strategy("ggas").strategy("cwss").apply();
  }

  private static INDArray picture(DataType type, int batch, int height, int width) {
    Nd4j.getRandom().setSeed(height);
    return Nd4j.rand(type, batch, 3, height, width);
  }

  /** Arrays of ND4J are equal if they differ by less than 1e-5. */
  private static float[] bits(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  private static MultiDataSet data(int batch, int height, int width) {
    INDArray picture = picture(DataType.FLOAT, batch, height, width);
    return new MultiDataSet(picture, Nd4j.rand(DataType.FLOAT, batch, 3, 2 * height, 2 * width));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theOutputIsBitForBitThatOfTheNetwork(
      BiFunction<DataType, IUpdater, ComputationGraph> network) {
    ComputationGraph net = network.apply(DataType.FLOAT, new NoOp());
    ComputationGraph grafted = graft(net);
    assertThat(grafted.numParams()).isGreaterThan(net.numParams());
    INDArray small = picture(DataType.FLOAT, 1, 9, 10);
    INDArray large = picture(DataType.FLOAT, 2, 12, 7);
    assertThat(bits(grafted.outputSingle(small))).isEqualTo(bits(net.outputSingle(small)));
    assertThat(bits(grafted.outputSingle(large))).isEqualTo(bits(net.outputSingle(large)));
  }

  @Test
  void gradientsOfEdsrAgreeWithDifferenceQuotients() {
    checkGradients(StockNetworks.edsr(DataType.DOUBLE, new NoOp()));
  }

  @Test
  void gradientsOfImdnAgreeWithDifferenceQuotients() {
    checkGradients(StockNetworks.imdn(DataType.DOUBLE, new NoOp()));
  }

  @Tag("slow")
  @Test
  void gradientsOfCarnAgreeWithDifferenceQuotients() {
    checkGradients(StockNetworks.carn(DataType.DOUBLE, new NoOp()));
  }

  private static void checkGradients(ComputationGraph net) {
    ComputationGraph grafted =
        Graft.on(net).strategy("ggas", PAPER).strategy("cwss", PAPER).apply();
    INDArray labels = picture(DataType.DOUBLE, 2, 8, 10);
    INDArray picture = picture(DataType.DOUBLE, 2, 4, 5);
    // The tolerance of the adapters' own check: what difference quotients of a double score give.
    NetworkGradients.check(grafted, new INDArray[] {picture}, labels, 1e-5);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theOrderOfTheStrategiesMakesNoDifference(
      BiFunction<DataType, IUpdater, ComputationGraph> network) {
    ComputationGraph net = network.apply(DataType.FLOAT, new NoOp());
    INDArray picture = picture(DataType.FLOAT, 1, 9, 10);
    INDArray oneWay =
        Graft.on(net).strategy("ggas", PAPER).strategy("cwss", PAPER).apply().outputSingle(picture);
    INDArray otherWay =
        Graft.on(net).strategy("cwss", PAPER).strategy("ggas", PAPER).apply().outputSingle(picture);
    assertThat(bits(otherWay)).isEqualTo(bits(oneWay));
    assertThat(net.outputSingle(picture)).isNotEqualTo(oneWay);
  }

  @Test
  void theNetworkItselfStaysAsItIs() {
    ComputationGraph net = StockNetworks.edsr(DataType.FLOAT, new Adam(1e-3));
    String configuration = net.getConfiguration().toJson();
    INDArray parameters = net.params().dup();
    graft(net).fit(data(1, 8, 8));
    assertThat(net.getConfiguration().toJson()).isEqualTo(configuration);
    assertThat(net.params()).isEqualTo(parameters);
  }

  @Test
  void itLearnsWithTheSettingsOfTheNetwork() {
    ComputationGraph net = StockNetworks.imdn(DataType.FLOAT, new Adam(2e-3));
    net.getConfiguration().setTrainingWorkspaceMode(WorkspaceMode.NONE);
    CollectScoresIterationListener scores = new CollectScoresIterationListener();
    net.setListeners(scores);
    ComputationGraph grafted = graft(net);
    assertThat(grafted.getConfiguration().getTrainingWorkspaceMode()).isEqualTo(WorkspaceMode.NONE);
    SrLayer attention = (SrLayer) grafted.getLayer("ggas").conf().getLayer();
    assertThat(attention.getUpdater()).isEqualTo(new Adam(2e-3));
    MultiDataSet data = data(2, 8, 8);
    double before = grafted.score(data);
    for (int step = 0; step < 20; step++) {
      grafted.fit(data);
    }
    assertThat(grafted.score(data)).isLessThan(0.9 * before);
    assertThat(scores.getScoreVsIter().getEffectiveScores()).hasSize(20);
    for (String layer : new String[] {"ggas", "imdb1_add-cwss", "imdb3_add-cwss"}) {
      assertThat(graft(net).getLayer(layer).params())
          .as("%s has learnt", layer)
          .isNotEqualTo(grafted.getLayer(layer).params());
    }
  }

  @Test
  void theAttentionsRunningStatisticsMoveInTrainingAndAreUsedInInference() {
    ComputationGraph grafted = graft(StockNetworks.edsr(DataType.FLOAT, new Adam(1e-2)));
    INDArray mean = grafted.getParam("ggas_bn.running-mean");
    assertThat(mean.ameanNumber().doubleValue()).isZero();
    for (int step = 0; step < 3; step++) {
      grafted.fit(data(2, 8, 8));
    }
    assertThat(mean.ameanNumber().doubleValue()).isGreaterThan(1e-3);
    INDArray picture = picture(DataType.FLOAT, 1, 8, 8);
    INDArray output = grafted.outputSingle(picture);
    mean.addi(1);
    assertThat(grafted.outputSingle(picture)).isNotEqualTo(output);
  }

  @Test
  void itIsSavedAndLoadedAndGoesOnLearningAsIfItHadNotBeen() throws IOException {
    ComputationGraph grafted = graft(StockNetworks.carn(DataType.FLOAT, new Adam(1e-3)));
    MultiDataSet data = data(2, 8, 8);
    grafted.fit(data);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(grafted, file, true);
    ComputationGraph loaded =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), true);
    assertThat(loaded.params()).isEqualTo(grafted.params());
    grafted.fit(data);
    loaded.fit(data);
    INDArray picture = data.getFeatures(0);
    assertThat(loaded.outputSingle(picture)).isEqualTo(grafted.outputSingle(picture));
  }

  /**
   * At the identity the network's own weights have the gradients that they had, so that a step from
   * the same moments changes them alike.
   */
  @Test
  void theUpdaterGoesOnFromTheMomentsThatItHad() {
    ComputationGraph net = StockNetworks.edsr(DataType.FLOAT, new Adam(1e-2));
    for (int step = 0; step < 5; step++) {
      net.fit(data(2, 8, 8));
    }
    ComputationGraph grafted = graft(net);
    assertThat(grafted.getIterationCount()).isEqualTo(net.getIterationCount()).isEqualTo(5);
    ComputationGraph fresh = graft(net);
    fresh.getUpdater(true).getStateViewArray().assign(0);
    MultiDataSet data = data(2, 8, 6);
    net.fit(data);
    grafted.fit(data);
    fresh.fit(data);
    for (String name : new String[] {"head_W", "b2_conv1_b", "tail_W"}) {
      INDArray expected = net.getParam(name);
      // Steps are about 1e-2; float32 rounding of gradients is below a thousandth of that.
      assertThat(grafted.getParam(name).equalsWithEps(expected, 1e-5)).as(name).isTrue();
      assertThat(fresh.getParam(name).equalsWithEps(expected, 1e-5)).as("fresh " + name).isFalse();
    }
  }

  @Test
  void aLongSkipIsScaledAroundTheOthersAndLeavesTheAttentionAlone() {
    ComputationGraph grafted =
        Graft.on(StockNetworks.edsr(DataType.FLOAT, new NoOp()))
            .strategy("cwss", Map.of("longSkip", true))
            .strategy("ggas")
            .apply();
    Map<String, List<String>> inputs = grafted.getConfiguration().getVertexInputs();
    assertThat(inputs.get("ggas")).containsExactly("head");
    assertThat(inputs.get("long_add-cwss")).containsExactly("head");
    assertThat(inputs.get("b1_add-cwss")).containsExactly("long_add-cwss");
    assertThat(inputs.get("b1_conv1")).containsExactly("b1_add-cwss");
    assertThat(inputs.get("b1_add")).containsExactly("b1_add-cwss", "b1_conv2");
    assertThat(inputs.get("b1_add-ggas")).containsExactly("b1_add", "ggas");
    assertThat(inputs.get("b2_add-cwss")).containsExactly("b1_add-ggas");
    assertThat(inputs.get("long_add")).containsExactly("body_end", "long_add-cwss");
  }
}
