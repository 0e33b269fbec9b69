package org.sr4j.models.strategy.graft.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.sr4j.models.strategy.graft.Graft;
import org.sr4j.models.strategy.graft.GraftPlan;
import org.sr4j.models.strategy.graft.GraftPlan.StrategyPlan;
import org.sr4j.models.strategy.graft.Place;
import org.sr4j.models.strategy.graft.Place.Role;
import org.sr4j.models.strategy.graft.Refusal;

/** What is found in networks of DL4J's own layers. */
class ComputationGraphPlanTest {

  /** Depthwise 7x7 + bias, normalisation, pointwise + bias, of 8 channels. */
  private static final long ATTENTION = (49 + 1) * 8 + 2 * 8 + 8 * 8 + 8;

  private static final NoOp ANY = new NoOp();

  private static GraftPlan plan(ComputationGraph net) {
    return Graft.on(net).strategy("ggas").strategy("cwss").plan();
  }

  @Test
  void blocksAndResidualsOfEdsrAreItsResidualBlocks() {
    GraftPlan plan = plan(StockNetworks.edsr(DataType.FLOAT, ANY));
    StrategyPlan ggas = plan.of("ggas");
    assertThat(ggas.at(Role.BLOCK)).containsExactly("b1_add", "b2_add", "b3_add");
    assertThat(ggas.parameters()).isEqualTo(ATTENTION);
    StrategyPlan cwss = plan.of("cwss");
    assertThat(cwss.at(Role.RESIDUAL)).containsExactly("b1_add", "b2_add", "b3_add");
    assertThat(cwss.parameters()).isEqualTo(3 * 8);
    assertThat(cwss.left()).extracting(Place::node).containsExactly("long_add");
    assertThat(plan.parameters()).isEqualTo(ATTENTION + 3 * 8);
    assertThat(ggas.refused()).isEmpty();
    assertThat(cwss.refused()).isEmpty();
  }

  @Test
  void theLongSkipIsScaledIfItIsAskedForByOptionOrName() {
    ComputationGraph net = StockNetworks.edsr(DataType.FLOAT, ANY);
    StrategyPlan byOption =
        Graft.on(net).strategy("cwss", Map.of("longSkip", true)).plan().of("cwss");
    assertThat(byOption.at(Role.LONG_SKIP)).containsExactly("long_add");
    assertThat(byOption.at(Role.RESIDUAL)).hasSize(3);
    StrategyPlan byName =
        Graft.on(net).strategy("cwss").residuals("b2_add", "long_add").plan().of("cwss");
    assertThat(byName.at(Role.RESIDUAL)).containsExactly("long_add", "b2_add");
  }

  @Test
  void blocksOfCarnAreItsCascadingBlocksAndResidualsThoseWithin() {
    GraftPlan plan = plan(StockNetworks.carn(DataType.FLOAT, ANY));
    assertThat(plan.of("ggas").at(Role.BLOCK)).containsExactly("b1", "b2", "b3");
    assertThat(plan.of("cwss").at(Role.RESIDUAL))
        .containsExactly(
            "b1_r1_add",
            "b1_r2_add",
            "b1_r3_add",
            "b2_r1_add",
            "b2_r2_add",
            "b2_r3_add",
            "b3_r1_add",
            "b3_r2_add",
            "b3_r3_add");
  }

  @Test
  void blocksAndResidualsOfImdnAreItsDistillationBlocks() {
    GraftPlan plan = plan(StockNetworks.imdn(DataType.FLOAT, ANY));
    List<String> sums = List.of("imdb1_add", "imdb2_add", "imdb3_add");
    assertThat(plan.of("ggas").at(Role.BLOCK)).isEqualTo(sums);
    assertThat(plan.of("cwss").at(Role.RESIDUAL)).isEqualTo(sums);
    assertThat(plan.of("cwss").left()).extracting(Place::node).containsExactly("long_add");
  }

  @Test
  void blocksOfAPlainChainAreItsEqualConvolutions() {
    GraftPlan plan = Graft.on(StockNetworks.chain(DataType.FLOAT, ANY)).strategy("ggas").plan();
    assertThat(plan.of("ggas").at(Role.BLOCK)).containsExactly("map1", "map2", "map3", "map4");
  }

  @Test
  void everyBlockOfAClassifierThatDiffersIsRefusedWithTheReason() {
    GraftPlan plan = plan(StockNetworks.resNet(DataType.FLOAT, ANY));
    StrategyPlan ggas = plan.of("ggas");
    assertThat(ggas.at(Role.BLOCK)).containsExactly("s1b1", "s1b2");
    assertThat(ggas.refused())
        .extracting(Refusal::node)
        .containsExactly("s2b2", "s3b2", "s2b1_add", "s3b1_add");
    assertThat(ggas.refused().get(0).reason())
        .isEqualTo(
            "16 channels at resolution 1/2,"
                + " expected 8 channels at resolution 1/1 as of the shallow feature");
    StrategyPlan cwss = plan.of("cwss");
    assertThat(cwss.at(Role.RESIDUAL))
        .containsExactly("s1b1_add", "s1b2_add", "s2b2_add", "s3b2_add");
    assertThat(cwss.parameters()).isEqualTo(8 + 8 + 16 + 32);
    assertThat(cwss.refused())
        .extracting(Refusal::toString)
        .containsExactly(
            "residual s2b1_add: none of its inputs (s2b1_2_bn, s2b1_short) reaches the others;"
                + " 8 channels of 32x32 become 16 channels of 16x16",
            "residual s3b1_add: none of its inputs (s3b1_2_bn, s3b1_short) reaches the others;"
                + " 16 channels of 16x16 become 32 channels of 8x8");
  }

  @Test
  void namesTakePrecedenceOverWhatIsFound() {
    ComputationGraph resNet = StockNetworks.resNet(DataType.FLOAT, ANY);
    StrategyPlan second = Graft.on(resNet).strategy("ggas").blocks("s2b2").plan().of("ggas");
    assertThat(second.at(Role.BLOCK)).containsExactly("s2b2");
    assertThat(second.refused()).isEmpty();
    assertThat(second.parameters()).isEqualTo((49 + 1) * 16 + 2 * 16 + 16 * 16 + 16);
    ComputationGraph edsr = StockNetworks.edsr(DataType.FLOAT, ANY);
    StrategyPlan named =
        Graft.on(edsr).strategy("ggas").shallow("b1_add").blocks("b3_add").plan().of("ggas");
    assertThat(named.at(Role.BLOCK)).containsExactly("b3_add");
  }

  /** A residual scaled by 0.1 with a lambda vertex, which does not tell its output's type. */
  @Test
  void verticesThatDoNotTellTheirShapeAreRun() {
    StockNetwork net = new StockNetwork(DataType.FLOAT, ANY, 8);
    String x = net.conv("head", "picture", 3, 8, 3, Activation.IDENTITY);
    for (int i = 1; i <= 2; i++) {
      String name = "b" + i;
      String h = net.conv(name + "_conv", x, Activation.TANH);
      net.builder().addVertex(name + "_scale", new Tenth(), h);
      x = net.add(name, x, name + "_scale");
    }
    ComputationGraph host = net.enlarge(x);
    GraftPlan plan = plan(host);
    assertThat(plan.of("ggas").at(Role.BLOCK)).containsExactly("b1", "b2");
    assertThat(plan.of("cwss").at(Role.RESIDUAL)).containsExactly("b1", "b2");
    ComputationGraph grafted = Graft.on(host).strategy("ggas").strategy("cwss").apply();
    INDArray picture = Nd4j.rand(DataType.FLOAT, 1, 3, 5, 6);
    assertThat(grafted.outputSingle(picture)).isEqualTo(host.outputSingle(picture));
  }

  /** A tenth of its input. */
  private static final class Tenth extends SameDiffLambdaVertex {

    @Override
    public SDVariable defineVertex(SameDiff graph, VertexInputs inputs) {
      return inputs.getInput(0).mul(0.1);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType... inputs) {
      throw new UnsupportedOperationException("not told");
    }

    @Override
    public GraphVertex clone() {
      return new Tenth();
    }
  }

  @Test
  void thePlanPrintsAllOfIt() {
    assertThat(plan(StockNetworks.edsr(DataType.FLOAT, ANY)).toString().lines())
        .containsExactly(
            "Shapes are those of a picture of 32x32.",
            "ggas: 488 parameters added",
            "  + block b1_add: 8 channels of 32x32",
            "  + block b2_add: 8 channels of 32x32",
            "  + block b3_add: 8 channels of 32x32",
            "cwss: 24 parameters added",
            "  + residual b1_add: 8 channels of 32x32",
            "  + residual b2_add: 8 channels of 32x32",
            "  + residual b3_add: 8 channels of 32x32",
            "  . long skip long_add: not asked for");
  }
}
