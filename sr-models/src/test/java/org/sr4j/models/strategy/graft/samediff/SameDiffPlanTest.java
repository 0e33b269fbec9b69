package org.sr4j.models.strategy.graft.samediff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMLayerConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.LSTMLayerWeights;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.error.GraphException;
import org.sr4j.models.strategy.graft.Graft;
import org.sr4j.models.strategy.graft.GraftPlan;
import org.sr4j.models.strategy.graft.Place;
import org.sr4j.models.strategy.graft.Place.Role;
import org.sr4j.models.strategy.graft.Refusal;

/** What is found in SameDiff graphs, and what is refused. */
class SameDiffPlanTest {

  private static final DataType TYPE = DataType.FLOAT;

  private static GraftPlan plan(SameDiff graph) {
    return Graft.on(graph).strategy("ggas").strategy("cwss").plan();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(Graft<?> graft) {
    return assertThatThrownBy(graft::apply).isInstanceOf(GraphException.class);
  }

  @Test
  void edsr() {
    GraftPlan plan = plan(SameDiffNetwork.edsr(TYPE));
    assertThat(plan.of("ggas").at(Role.BLOCK)).containsExactly("b1", "b2", "b3");
    assertThat(plan.of("cwss").at(Role.RESIDUAL)).containsExactly("b1", "b2", "b3");
    assertThat(plan.of("cwss").left()).extracting(Place::node).containsExactly("long");
    assertThat(plan.parameters()).isEqualTo((49 + 1) * 8 + 2 * 8 + 8 * 8 + 8 + 3 * 8);
  }

  @Test
  void carn() {
    GraftPlan plan = plan(SameDiffNetwork.carn(TYPE));
    assertThat(plan.of("ggas").at(Role.BLOCK)).containsExactly("b1", "b2", "b3");
    assertThat(plan.of("cwss").at(Role.RESIDUAL)).hasSize(9).contains("b1_r1", "b2_r3", "b3_r2");
  }

  /** The sum of mean and deviation in its attention is no residual. */
  @Test
  void imdn() {
    GraftPlan plan = plan(SameDiffNetwork.imdn(TYPE));
    assertThat(plan.of("ggas").at(Role.BLOCK)).containsExactly("b1", "b2", "b3");
    assertThat(plan.of("cwss").at(Role.RESIDUAL)).containsExactly("b1", "b2", "b3");
    assertThat(plan.of("cwss").refused())
        .hasSize(3)
        .allMatch(refusal -> refusal.reason().startsWith("no convolution lies between"));
  }

  @Test
  void chain() {
    GraftPlan plan = Graft.on(SameDiffNetwork.chain(TYPE)).strategy("ggas").plan();
    assertThat(plan.of("ggas").at(Role.BLOCK)).containsExactly("map1", "map2", "map3", "map4");
    refused(Graft.on(SameDiffNetwork.chain(TYPE)).strategy("cwss"))
        .hasMessageContaining("expected additions y = x + H(x)");
  }

  @Test
  void everyBlockOfAClassifierThatDiffersIsRefusedWithTheReason() {
    SameDiff graph = SameDiffNetwork.resNet(TYPE);
    GraftPlan plan = plan(graph);
    assertThat(plan.of("ggas").at(Role.BLOCK)).containsExactly("s1b1", "s1b2");
    assertThat(plan.of("ggas").refused())
        .extracting(Refusal::node)
        .containsExactly("s2b2", "s3b2", "s2b1_sum", "s3b1_sum");
    assertThat(plan.of("cwss").at(Role.RESIDUAL))
        .containsExactly("s1b1_sum", "s1b2_sum", "s2b2_sum", "s3b2_sum");
    assertThat(plan.of("cwss").refused().get(0))
        .hasToString(
            "residual s2b1_sum: none of its inputs (s2b1_2, s2b1_short) reaches the others;"
                + " 8 channels of 32x32 become 16 channels of 16x16");
    refused(Graft.on(graph).strategy("ggas"))
        .hasMessageEndingWith("Name those that shall have it: .blocks(\"s1b1\", \"s1b2\").");
  }

  @Test
  void placesMayBeNamed() {
    SameDiff graph = SameDiffNetwork.edsr(TYPE);
    GraftPlan plan =
        Graft.on(graph)
            .strategy("ggas")
            .strategy("cwss")
            .shallow("b1")
            .blocks("b2", "b3")
            .residuals("long")
            .plan();
    assertThat(plan.of("ggas").at(Role.BLOCK)).containsExactly("b2", "b3");
    assertThat(plan.of("cwss").at(Role.RESIDUAL)).containsExactly("long");
    refused(Graft.on(graph).strategy("ggas").blocks("b4x"))
        .hasMessageStartingWith("Cannot find the block: got \"b4x\". Did you mean \"b1\"?");
    refused(Graft.on(graph).strategy("ggas").blocks("enlarged"))
        .hasMessageContaining("block enlarged: it is an output of the network");
  }

  @Test
  void aGraphThatHasBeenGraftedOnto() {
    SameDiff once = Graft.on(SameDiffNetwork.edsr(TYPE)).strategy("cwss").apply();
    refused(Graft.on(once).strategy("cwss"))
        .hasMessageContaining("got a network that has cwss already");
  }

  @Test
  void severalInputsOfWhichOneMayBeNamed() {
    SameDiff graph = SameDiffNetwork.edsr(TYPE);
    SDVariable second = graph.placeHolder("second", TYPE, -1, 3, -1, -1);
    SDVariable weights = graph.var("second_w", Nd4j.rand(TYPE, 3, 3, 3, 4));
    graph.cnn().conv2d("side", second, weights, config().build());
    refused(Graft.on(graph).strategy("ggas"))
        .hasMessage(
            "Cannot graft onto the network: got the inputs picture, second,"
                + " expected a network of one input, a picture [N,C,H,W].");
    assertThat(Graft.on(graph).input("picture").strategy("ggas").plan().of("ggas").attached())
        .hasSize(3);
    refused(Graft.on(graph).input("pictures").strategy("ggas"))
        .hasMessageContaining("Did you mean \"picture\"?");
  }

  @Test
  void noConvolution() {
    SameDiff graph = SameDiff.create();
    graph.nn().relu("out", graph.placeHolder("in", TYPE, -1, 3, -1, -1), 0);
    refused(Graft.on(graph).strategy("cwss"))
        .hasMessageContaining("got no convolution of a placeholder");
  }

  @Test
  void channelsLast() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("in", TYPE, -1, -1, -1, 3);
    SDVariable weights = graph.var("w", Nd4j.rand(TYPE, 3, 3, 3, 3));
    graph.cnn().conv2d("conv", x, weights, config().dataFormat(Conv2DConfig.NHWC).build());
    refused(Graft.on(graph).strategy("ggas"))
        .hasMessageContaining("[conv]: got feature maps in NHWC, expected NCHW.");
  }

  private static Conv2DConfig.Conv2DConfigBuilder config() {
    return Conv2DConfig.builder().kH(3).kW(3).paddingMode(PaddingMode.SAME);
  }

  @Test
  void aRecurrentGraph() {
    SameDiff graph = SameDiff.create();
    graph
        .rnn()
        .lstmLayer(
            graph.placeHolder("in", TYPE, 5, 2, 3),
            LSTMLayerWeights.builder()
                .weights(graph.var("w", Nd4j.rand(TYPE, 3, 16)))
                .rWeights(graph.var("r", Nd4j.rand(TYPE, 4, 16)))
                .build(),
            LSTMLayerConfig.builder().retFullSequence(true).build());
    refused(Graft.on(graph).strategy("cwss"))
        .hasMessageContaining("got the recurrent operation lstmLayer");
  }

  @Test
  void aSizeOfPictureThatTheNetworkDoesNotTake() {
    SameDiff graph = SameDiffNetwork.edsr(TYPE);
    refused(Graft.on(graph).picture(4, 16, 16).strategy("ggas"))
        .hasMessageStartingWith(
            "Cannot run the network [picture]: got a picture of 4 channels of 16x16:")
        .hasMessageEndingWith("Say what pictures it takes, as by .picture(3, 48, 48).");
    assertThat(Graft.on(graph).picture(3, 20, 24).strategy("ggas").plan().toString())
        .contains("8 channels of 20x24");
  }
}
