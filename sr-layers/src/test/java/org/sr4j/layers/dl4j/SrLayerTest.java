package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.layers.attention.SpatialAttention;
import org.sr4j.layers.dl4j.ToyPlugin.Toy;
import org.sr4j.layers.resample.PixelShuffle;

@ExtendWith(WithToys.class)
class SrLayerTest {

  private static final Toy TWO = new Toy(2, 2);

  /** A learning rate of zero: weights stay, buffers move. */
  private static NeuralNetConfiguration.Builder still() {
    return new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(0));
  }

  private static ComputationGraph network(NeuralNetConfiguration.Builder settings, Layer layer) {
    ComputationGraph net =
        new ComputationGraph(
            settings
                .graphBuilder()
                .addInputs("in")
                .addLayer("block", layer, "in")
                .addLayer("loss", AdapterNetwork.squaredError(), "block")
                .setOutputs("loss")
                .build());
    net.init();
    return net;
  }

  private static INDArray picture(long... shape) {
    Nd4j.getRandom().setSeed(8);
    return Nd4j.rand(DataType.FLOAT, shape);
  }

  @ParameterizedTest
  @EnumSource(GradientNormalization.class)
  void runningStatisticsFollowTheBatchWhateverIsDoneToGradients(GradientNormalization how) {
    NeuralNetConfiguration.Builder settings =
        still().gradientNormalization(how).gradientNormalizationThreshold(1e-4).l2(0.1).l2Bias(0.1);
    ComputationGraph net = network(settings, SrLayer.of("toy-norm", TWO));
    INDArray x = picture(3, 2, 4, 5);

    net.fit(new DataSet(x, x.mul(0.5)));

    INDArray mean = net.getLayer("block").getParam("norm.running-mean");
    INDArray variance = net.getLayer("block").getParam("norm.running-var");
    INDArray batchMean = x.mean(0, 2, 3);
    INDArray batchVariance = x.var(0, 2, 3);
    for (int c = 0; c < 2; c++) {
      // PyTorch: momentum 0.1, unbiased variance; float32 sums over 60 values.
      assertThat(mean.getDouble(c)).isCloseTo(0.1 * batchMean.getDouble(c), within(1e-6));
      assertThat(variance.getDouble(c))
          .isCloseTo(0.9 + 0.1 * batchVariance.getDouble(c), within(1e-6));
    }
  }

  @Test
  void evaluationUsesTheRunningStatisticsAndLeavesThem() {
    ComputationGraph net = network(still(), SrLayer.of("toy-norm", TWO));
    INDArray x = picture(1, 2, 4, 4);
    INDArray before = net.params().dup();
    // Running mean 0, variance 1, epsilon 1e-5.
    INDArray expected = x.div(Math.sqrt(1 + 1e-5));
    assertThat(net.outputSingle(x).sub(expected).amaxNumber().doubleValue()).isLessThan(1e-6);
    assertThat(net.params()).isEqualTo(before);
  }

  @Test
  void frozenLayersKeepWeightsAndStatistics() {
    ComputationGraph net =
        network(
            new NeuralNetConfiguration.Builder().updater(new Sgd(0.1)),
            new FrozenLayer(SrLayer.of("toy-norm", TWO)));
    INDArray before = net.params().dup();
    INDArray x = picture(3, 2, 4, 4);
    net.fit(new DataSet(x, x.mul(0.5)));
    assertThat(net.params()).isEqualTo(before);
  }

  @Test
  void regularisationCountsInScoreAndGradient() {
    ComputationGraph plain = network(still(), SrLayer.of("toy-conv", TWO));
    ComputationGraph decayed = network(still().l2(0.5), SrLayer.of("toy-conv", TWO));
    INDArray x = picture(1, 2, 4, 4);
    DataSet data = new DataSet(x, x.mul(0.5));
    INDArray weight = plain.getLayer("block").getParam("conv.weight");
    double half = 0.25 * weight.norm2Number().doubleValue() * weight.norm2Number().doubleValue();
    // l2 is c/2 |w|^2 of the weights without biases; score in float32.
    assertThat(decayed.score(data, true) - plain.score(data, true)).isCloseTo(half, within(1e-5));
  }

  @Test
  void settingsOfTheLayerGoBeforeTheNetworks() {
    SrLayer layer = SrLayer.builder("toy-conv", TWO).updater(new Sgd(0.5)).name("mine").build();
    ComputationGraph net = network(still(), layer);
    INDArray before = net.params().dup();
    INDArray x = picture(1, 2, 4, 4);
    net.fit(new DataSet(x, x.mul(0.5)));
    assertThat(net.params()).isNotEqualTo(before);
  }

  @Test
  void dropoutActsOnTheInputWhileTraining() {
    SrLayer layer = SrLayer.builder("toy-identity", TWO).dropOut(0.5).build();
    ComputationGraph net = network(still(), layer);
    INDArray x = Nd4j.ones(DataType.FLOAT, 1, 2, 8, 8);
    // Inverted dropout of ones keeps 0 or 2; identity shows it.
    INDArray training = net.feedForward(x, true).get("block");
    assertThat(training.eq(0).castTo(DataType.INT32).sumNumber().intValue()).isBetween(20, 108);
    assertThat(training.maxNumber().floatValue()).isEqualTo(2f);
    assertThat(net.feedForward(x, false).get("block")).isEqualTo(x);
  }

  @Test
  void inputsMayBeViewsAndInAnyOrder() {
    ComputationGraph net = network(still(), SrLayer.of("toy-twice", TWO));
    INDArray x = picture(2, 2, 5, 6);
    INDArray expected = net.outputSingle(x);
    assertThat(net.outputSingle(x.dup('f'))).isEqualTo(expected);
    INDArray view = Nd4j.concat(3, x, x).get(all(), all(), all(), interval(0, 6));
    assertThat(net.outputSingle(view)).isEqualTo(expected);
  }

  private static org.nd4j.linalg.indexing.INDArrayIndex all() {
    return org.nd4j.linalg.indexing.NDArrayIndex.all();
  }

  private static org.nd4j.linalg.indexing.INDArrayIndex interval(int from, int to) {
    return org.nd4j.linalg.indexing.NDArrayIndex.interval(from, to);
  }

  @Test
  void setParamIsSeenByTheNextPass() {
    ComputationGraph net = network(still(), SrLayer.of("toy-conv", TWO));
    INDArray x = picture(1, 2, 4, 4);
    assertThat(net.outputSingle(x).amaxNumber().doubleValue()).isPositive();
    net.setParam("block_conv.weight", Nd4j.zeros(3, 3, 2, 2));
    net.setParam("block_conv.bias", Nd4j.zeros(2));
    assertThat(net.outputSingle(x)).isEqualTo(Nd4j.zeros(1, 2, 4, 4));
    assertThatThrownBy(() -> net.setParam("block_conv.bias", Nd4j.zeros(3)))
        .isInstanceOf(GraphException.class)
        .hasMessage("Cannot set the parameter [conv.bias]: got [3], expected [2].");
  }

  @Test
  void outputTypesAreExact() {
    InputType in = InputType.convolutional(8, 6, 2);
    assertThat(SrLayer.of("toy-conv", new Toy(2, 5)).getOutputType(0, in))
        .isEqualTo(InputType.convolutional(8, 6, 5));
    assertThat(SrLayer.of("toy-half", TWO).getOutputType(0, in))
        .isEqualTo(InputType.convolutional(4, 3, 2));
    assertThat(SrLayer.of("toy-valid", TWO).getOutputType(0, in))
        .isEqualTo(InputType.convolutional(6, 4, 2));
  }

  @Test
  void layersOfAnyChannelsTakeAny() {
    // Its provider declares 3 channels, as an example.
    SrLayer shuffle = SrLayer.of("pixel-shuffle", new PixelShuffle(2));
    assertThat(shuffle.getOutputType(0, InputType.convolutional(8, 6, 12)))
        .isEqualTo(InputType.convolutional(16, 12, 3));
    assertThatThrownBy(() -> shuffle.getOutputType(0, InputType.convolutional(8, 6, 5)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("expected a divisor of the 5 channels");
    ComputationGraph net =
        network(still(), SrLayer.of("spatial-attention", new SpatialAttention()));
    for (int channels : new int[] {2, 7}) {
      INDArray x = picture(1, channels, 8, 8);
      assertThat(net.outputSingle(x).shape()).containsExactly(1, channels, 8, 8);
      net.fit(new DataSet(x, x.mul(0.5)));
    }
  }

  @Test
  void otherChannelsMustNotNeedOtherParameters() {
    // The toy normalises whatever comes, with statistics per channel.
    ComputationGraph net = network(still(), SrLayer.of("toy-norm", TWO));
    assertThatThrownBy(() -> net.outputSingle(picture(1, 3, 4, 4)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("got [3] and other parameters with them, expected [2]");
  }

  @Test
  void flatPicturesAreUnfolded() {
    MultiLayerConfiguration configuration =
        still()
            .list()
            .layer(SrLayer.of("toy-identity", TWO))
            .layer(AdapterNetwork.squaredError())
            .setInputType(InputType.convolutionalFlat(5, 4, 2))
            .build();
    MultiLayerNetwork net = new MultiLayerNetwork(configuration);
    net.init();
    INDArray x = picture(2, 2, 5, 4);
    assertThat(net.output(x.dup('c').reshape(2, 40))).isEqualTo(x);
  }

  @Test
  void wrongInputTypesAreRefused() {
    SrLayer layer = SrLayer.of("toy-half", TWO);
    layer.setLayerName("down");
    assertThatThrownBy(() -> layer.getOutputType(0, InputType.feedForward(10)))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot feed the DL4J layer [down: toy-half]: got the input type"
                + " InputTypeFeedForward(10), expected InputType.convolutional(height, width,"
                + " channels). Layers of sr4j take feature maps [N,C,H,W].");
    assertThatThrownBy(
            () -> layer.getOutputType(0, InputType.convolutional(8, 8, 2, CNN2DFormat.NHWC)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("expected the format NCHW");
    assertThatThrownBy(() -> layer.getOutputType(0, InputType.convolutional(8, 8, 3)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("(h=8,w=8,c=3,NCHW), expected 2 channels.");
    assertThatThrownBy(() -> layer.getOutputType(0, InputType.convolutional(7, 8, 2)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("expected height and width of at least 4 and multiples of 2");
  }

  @Test
  void wrongArraysAreRefused() {
    ComputationGraph net = network(still(), SrLayer.of("toy-conv", TWO));
    assertThatThrownBy(() -> net.outputSingle(picture(1, 4, 4, 2)))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot feed the DL4J layer [block: toy-conv]: got an array [1, 4, 4, 2], expected 2"
                + " channels. Layers of sr4j take feature maps [N,C,H,W]. Cannot write the"
                + " layer Conv2d: got an input of 4 channels, expected 2.");
    assertThatThrownBy(() -> net.outputSingle(picture(3, 8)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("got an array [3, 8], expected rank 4");
    assertThatThrownBy(() -> net.outputSingle(picture(1, 2, 3, 8)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("at least 4");
    // The network still works.
    assertThat(net.outputSingle(picture(1, 2, 4, 4)).shape()).containsExactly(1, 2, 4, 4);
  }

  @Test
  void wrongNamesAndOptionsAreRefused() {
    assertThatThrownBy(() -> SrLayer.of("toy-cnov", TWO))
        .isInstanceOf(UnknownIdException.class)
        .hasMessageStartingWith("Cannot find the layer: got toy-cnov. Did you mean \"toy-conv\"?");
    record Other(int in) {}
    assertThatThrownBy(() -> SrLayer.of("toy-conv", new Other(1)))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("Other, expected org.sr4j.layers.dl4j.ToyPlugin$Toy");
    assertThatThrownBy(() -> SrLayer.of("toy-gate", TWO))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot make a DL4J layer [toy-gate]: got 2 inputs, expected one input. Use"
                + " SrVertex.");
    assertThatThrownBy(() -> SrLayer.ofModel("toy-bicubic", new Toy(3, 4), 2))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("[toy-bicubic]: got 2 inputs");
  }

  @Test
  void tamperedOptionsInAFileAreRefused() {
    String json =
        still()
            .graphBuilder()
            .addInputs("in")
            .addLayer("block", SrLayer.of("toy-conv", TWO), "in")
            .addLayer("loss", AdapterNetwork.squaredError(), "block")
            .setOutputs("loss")
            .build()
            .toJson();
    assertThatThrownBy(() -> init(json.replace("{\\\"in\\\":2,", "{\\\"inn\\\":2,")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("[toy-conv]")
        .hasMessageContaining("'in'");
    assertThatThrownBy(() -> init(json.replace("{\\\"in\\\":2,", "{")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("in");
    assertThatThrownBy(() -> init(json.replace("{\\\"in\\\":2,", "{\\\"in\\\":0,")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("in = 0");
    assertThatThrownBy(() -> init(json.replace("toy-conv", "toy-gone")))
        .isInstanceOf(UnknownIdException.class);
  }

  private static void init(String json) {
    new ComputationGraph(ComputationGraphConfiguration.fromJson(json)).init();
  }
}
