package org.sr4j.models.strategy.graft.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.strategy.graft.GainPlugin;
import org.sr4j.models.strategy.graft.Graft;

/** What users may get wrong. */
class ComputationGraphErrorsTest {

  private static final NoOp ANY = new NoOp();

  private static ComputationGraph edsr() {
    return StockNetworks.edsr(DataType.FLOAT, ANY);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(Graft<?> graft) {
    return assertThatThrownBy(graft::apply).isInstanceOf(GraphException.class);
  }

  @Test
  void aNetworkWithoutResiduals() {
    refused(Graft.on(StockNetworks.chain(DataType.FLOAT, ANY)).strategy("cwss"))
        .hasMessage(
            "Cannot graft cwss: got no place for it,"
                + " expected additions y = x + H(x), of which one input reaches the other."
                + " If the network has one that was not found, name it:"
                + " .shallow(), .blocks(), .residuals().");
  }

  @Test
  void blocksOfDifferentShapesAreListedAndThoseOfOneShapeOffered() {
    ComputationGraph net = StockNetworks.resNet(DataType.FLOAT, ANY);
    refused(Graft.on(net).strategy("ggas"))
        .hasMessageStartingWith(
            "Cannot graft ggas: got blocks that differ (block s2b2: 16 channels at resolution 1/2,"
                + " expected 8 channels at resolution 1/1 as of the shallow feature; block s3b2:")
        .hasMessageEndingWith(
            "expected blocks of one shape."
                + " Name those that shall have it: .blocks(\"s1b1\", \"s1b2\").");
    ComputationGraph offered = Graft.on(net).strategy("ggas").blocks("s1b1", "s1b2").apply();
    assertThat(offered.getVertex("s1b2-ggas")).isNotNull();
  }

  @Test
  void blocksThatChangeTheirChannels() {
    StockNetwork net = new StockNetwork(DataType.FLOAT, ANY, 16);
    String x = net.conv("c0", "picture", 3, 4, 3, Activation.RELU);
    x = net.conv("c1", x, 4, 8, 3, Activation.RELU);
    x = net.conv("c2", x, 8, 16, 3, Activation.RELU);
    refused(Graft.on(net.enlarge(x)).strategy("ggas"))
        .hasMessageContaining(
            "no place for it (block c1: 4 channels of 32x32 become 8 channels of 32x32;"
                + " block c2: 8 channels of 32x32 become 16 channels of 32x32),"
                + " expected repeated blocks that keep channels and size");
  }

  @Test
  void severalInputs() {
    StockNetwork net = new StockNetwork(DataType.FLOAT, ANY, 6);
    net.builder().addInputs("second").addVertex("both", new MergeVertex(), "picture", "second");
    refused(Graft.on(net.enlarge("both")).strategy("ggas"))
        .hasMessage(
            "Cannot graft onto the network: got the inputs picture, second,"
                + " expected a network of one input, a picture [N,C,H,W].");
  }

  @Test
  void aRecurrentNetwork() {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("lstm", new LSTM.Builder().nIn(3).nOut(4).build(), "in")
                .addLayer(
                    "out",
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "lstm")
                .setOutputs("out")
                .build());
    net.init();
    refused(Graft.on(net).strategy("cwss"))
        .hasMessage(
            "Cannot graft onto the network: got the recurrent layer lstm,"
                + " expected a feed-forward network of pictures [N,C,H,W].");
  }

  @Test
  void channelsLast() {
    StockNetwork net = new StockNetwork(DataType.FLOAT, ANY, 3);
    net.builder()
        .addLayer(
            "conv",
            new ConvolutionLayer.Builder(3, 3).nIn(3).nOut(3).dataFormat(CNN2DFormat.NHWC).build(),
            "picture");
    refused(Graft.on(net.enlarge("conv")).strategy("ggas"))
        .hasMessage(
            "Cannot graft onto the network [conv]: got feature maps in NHWC, expected NCHW."
                + " Build the network with CNN2DFormat.NCHW; its weights are the same.");
  }

  /** DL4J ends the backward pass at the last frozen layer: the strategies would not learn. */
  @Test
  void aNetworkWithFrozenLayers() {
    ComputationGraph frozen =
        new TransferLearning.GraphBuilder(edsr()).setFeatureExtractor("head").build();
    refused(Graft.on(frozen).strategy("ggas"))
        .hasMessage(
            "Cannot graft onto the network [head]: got a frozen layer,"
                + " expected layers through which DL4J hands gradients on."
                + " Graft onto the network as it is before it is frozen.");
  }

  @Test
  void aNetworkThatIsNotInitialised() {
    ComputationGraph net = new ComputationGraph(edsr().getConfiguration().clone());
    refused(Graft.on(net).strategy("ggas"))
        .hasMessageContaining("got a ComputationGraph without parameters");
  }

  @Test
  void aNetworkThatHasBeenGraftedOnto() {
    ComputationGraph once = Graft.on(edsr()).strategy("ggas").apply();
    refused(Graft.on(once).strategy("cwss").strategy("ggas"))
        .hasMessage(
            "Cannot graft onto the network: got a network that has ggas already,"
                + " expected the network as it was before."
                + " Graft all strategies onto it in one call.");
  }

  @Test
  void namesThatTheNetworkDoesNotHave() {
    refused(Graft.on(edsr()).strategy("ggas").blocks("b1_ad"))
        .hasMessageStartingWith(
            "Cannot find the block: got \"b1_ad\". Did you mean \"b1_add\"? Known: b1_add,");
    refused(Graft.on(edsr()).strategy("ggas").shallow("haed"))
        .hasMessageStartingWith(
            "Cannot find the shallow feature: got \"haed\". Did you mean \"head\"?");
    refused(Graft.on(edsr()).strategy("cwss").residuals("long_sum"))
        .hasMessageStartingWith("Cannot find the residual: got \"long_sum\".");
  }

  @Test
  void aResidualThatIsNone() {
    refused(Graft.on(edsr()).strategy("cwss").residuals("b1_conv1"))
        .hasMessageStartingWith("Cannot take the residual [b1_conv1]: got no addition but ")
        .hasMessageEndingWith("Residuals of this network: long_add, b1_add, b2_add, b3_add.");
    ComputationGraph resNet = StockNetworks.resNet(DataType.FLOAT, ANY);
    refused(Graft.on(resNet).strategy("cwss").residuals("s2b1_add"))
        .hasMessageContaining("none of its inputs (s2b1_2_bn, s2b1_short) reaches the others");
  }

  @Test
  void blocksBeforeTheShallowFeatureOrAtTheEnd() {
    refused(Graft.on(edsr()).strategy("ggas").shallow("b2_add").blocks("b1_add", "b3_add"))
        .hasMessageContaining("block b1_add: it does not come after the shallow feature b2_add");
    refused(Graft.on(edsr()).strategy("ggas").blocks("loss"))
        .hasMessageContaining("block loss: it is an output of the network");
  }

  @Test
  void strategiesAndOptions() {
    assertThatThrownBy(() -> Graft.on(edsr()).strategy("gaas"))
        .isInstanceOf(UnknownIdException.class)
        .hasMessageContaining("Did you mean \"ggas\"?");
    assertThatThrownBy(() -> Graft.on(edsr()).strategy("ggas", Map.of("kernal", 5)))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("Did you mean \"kernel\"?");
    assertThatThrownBy(() -> Graft.on(edsr()).strategy("ggas").strategy("ggas"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("\"ggas\" twice");
    assertThatThrownBy(() -> Graft.on(edsr()).apply())
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("got no strategy");
    assertThatThrownBy(() -> Graft.on(edsr()).strategy("cwss", Map.of("shared", true)).apply())
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("Layers of DL4J have no parameters in common");
  }

  @Test
  void aStrategyThatIsNotWrittenForVertices() {
    refused(
            Graft.on(edsr())
                .registry(Registry.of(new GainPlugin()))
                .strategy("gain", Map.of("initial", 2)))
        .hasMessage(
            "Cannot graft the strategy onto a ComputationGraph [gain]: got a strategy that is not"
                + " written for DL4J's vertices, expected ggas or cwss."
                + " Graft it onto a SameDiff graph, which takes any strategy.");
  }
}
