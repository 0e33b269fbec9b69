package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.layers.dl4j.ToyPlugin.Toy;

@ExtendWith(WithToys.class)
class SrVertexTest {

  private static final Toy FOUR = new Toy(3, 4);

  @TempDir Path folder;

  private static ComputationGraphConfiguration configuration(
      NeuralNetConfiguration.Builder settings, SrVertex vertex, String... inputs) {
    return settings
        .seed(9)
        .graphBuilder()
        .addInputs(inputs)
        .addVertex("net", vertex, inputs)
        .addLayer("loss", AdapterNetwork.squaredError(), "net")
        .setOutputs("loss")
        .build();
  }

  private static ComputationGraph network(
      NeuralNetConfiguration.Builder settings, SrVertex vertex, String... inputs) {
    ComputationGraph net = new ComputationGraph(configuration(settings, vertex, inputs));
    net.init();
    return net;
  }

  private static INDArray picture(DataType type, long... shape) {
    Nd4j.getRandom().setSeed(8);
    return Nd4j.rand(type, shape);
  }

  @Test
  void gradientsOfANetworkAgreeWithDifferenceQuotients() {
    NeuralNetConfiguration.Builder settings =
        new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).updater(new NoOp());
    ComputationGraph net = network(settings, SrVertex.ofModel("toy-net", FOUR, 2), "in");
    INDArray x = picture(DataType.DOUBLE, 2, 3, 5, 4);
    INDArray y = picture(DataType.DOUBLE, 2, 3, 10, 8);
    // Smooth in double: difference quotients are right to about 1e-7 of the largest gradient.
    NetworkGradients.check(net, new INDArray[] {x}, y, 1e-5);
  }

  @Test
  void gradientsOfStackedVerticesAgreeWithDifferenceQuotients() {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(9)
            .dataType(DataType.DOUBLE)
            .updater(new NoOp())
            .graphBuilder()
            .addInputs("in")
            .addVertex("a", SrVertex.ofLayer("toy-conv", new Toy(3, 3)), "in")
            .addVertex("b", SrVertex.ofLayer("toy-twice", new Toy(3, 3)), "a")
            .addVertex("c", SrVertex.ofLayer("toy-gate", new Toy(3, 3)), "a", "b")
            .addVertex("d", SrVertex.ofLayer("toy-gate", new Toy(3, 3)), "c", "in")
            .addLayer("loss", AdapterNetwork.squaredError(), "d")
            .setOutputs("loss")
            .build();
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    INDArray x = picture(DataType.DOUBLE, 2, 3, 5, 4);
    NetworkGradients.check(net, new INDArray[] {x}, x.mul(0.5), 1e-5);
  }

  @Test
  void aNetworkEnlargesPicturesOfAnySizeAndLearns() throws Exception {
    ComputationGraph net =
        network(
            new NeuralNetConfiguration.Builder().updater(new Adam(1e-2)),
            SrVertex.ofModel("toy-net", FOUR, 3),
            "in");
    INDArray x = picture(DataType.FLOAT, 2, 3, 6, 5);
    MultiDataSet data = new MultiDataSet(x, picture(DataType.FLOAT, 2, 3, 18, 15));
    double before = net.score(data, true);
    for (int step = 0; step < 10; step++) {
      net.fit(data);
    }
    assertThat(net.score(data, true)).isLessThan(before);

    INDArray other = picture(DataType.FLOAT, 1, 3, 4, 9);
    INDArray expected = net.outputSingle(other);
    assertThat(expected.shape()).containsExactly(1, 3, 12, 27);
    Path file = folder.resolve("net.zip");
    ModelSerializer.writeModel(net, file.toFile(), true);
    assertThat(ModelSerializer.restoreComputationGraph(file.toFile(), true).outputSingle(other))
        .isEqualTo(expected);
    assertThat(net.clone().outputSingle(other)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(GradientNormalization.class)
  void runningStatisticsFollowTheBatchWhateverIsDoneToGradients(GradientNormalization how) {
    NeuralNetConfiguration.Builder settings =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(0))
            .gradientNormalization(how)
            .gradientNormalizationThreshold(1e-4);
    ComputationGraph net = network(settings, SrVertex.ofLayer("toy-norm", FOUR), "in");
    INDArray x = picture(DataType.FLOAT, 3, 3, 4, 5);
    net.fit(new MultiDataSet(x, x.mul(0.5)));
    INDArray mean = net.paramTable().get("net_norm.running-mean");
    for (int c = 0; c < 3; c++) {
      assertThat(mean.getDouble(c)).isCloseTo(0.1 * x.mean(0, 2, 3).getDouble(c), within(1e-6));
    }
  }

  @Test
  void clippingReachesTheWeightsOfAVertex() {
    NeuralNetConfiguration.Builder settings =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(1))
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(1e-3);
    ComputationGraph net = network(settings, SrVertex.ofLayer("toy-conv", new Toy(3, 3)), "in");
    INDArray before = net.params().dup();
    INDArray x = picture(DataType.FLOAT, 1, 3, 6, 6);
    net.fit(new MultiDataSet(x, x.mul(100)));
    double step = net.params().sub(before).norm2Number().doubleValue();
    // One sample, learning rate 1: the step is the clipped gradient; differences of float32
    // weights.
    assertThat(step).isCloseTo(1e-3, within(1e-5));
  }

  @Test
  void aModelMayTakeTheBicubicPictureBesides() {
    ComputationGraph net =
        network(
            new NeuralNetConfiguration.Builder().updater(new Adam(1e-2)),
            SrVertex.ofModel("toy-bicubic", FOUR, 2),
            "in",
            "bicubic");
    INDArray x = picture(DataType.FLOAT, 1, 3, 4, 5);
    INDArray zero = Nd4j.zeros(DataType.FLOAT, 1, 3, 8, 10);
    INDArray base = picture(DataType.FLOAT, 1, 3, 8, 10);
    INDArray difference = net.outputSingle(x, base).sub(net.outputSingle(x, zero));
    assertThat(difference.sub(base).amaxNumber().doubleValue()).isLessThan(1e-6);
    assertThatThrownBy(() -> net.outputSingle(x, x))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot feed the DL4J layer [net: toy-bicubic]: got an array [1, 3, 4, 5] at input 1,"
                + " expected height 8 and width 10.");
  }

  @Test
  void outputTypesAreExact() {
    assertThat(
            SrVertex.ofModel("toy-net", FOUR, 3).getOutputType(0, InputType.convolutional(8, 6, 3)))
        .isEqualTo(InputType.convolutional(24, 18, 3));
    assertThatThrownBy(
            () ->
                SrVertex.ofLayer("toy-gate", FOUR)
                    .getOutputType(0, InputType.convolutional(8, 6, 3)))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot feed the DL4J layer [unnamed layer: toy-gate]: got 1 inputs, expected"
                + " 2 inputs.");
  }

  @Test
  void wrongNamesAndScalesAreRefused() {
    assertThatThrownBy(() -> SrVertex.ofModel("toy-nett", FOUR, 2))
        .isInstanceOf(UnknownIdException.class)
        .hasMessageContaining("Did you mean \"toy-net\"?");
    assertThatThrownBy(() -> SrVertex.ofModel("toy-net", FOUR, 4))
        .isInstanceOf(UnknownIdException.class)
        .hasMessage("Cannot build the model [toy-net]: got scale 4, expected [2, 3].");
  }

  @Test
  void regularisationOfAVertexCountsInTheScore() {
    INDArray x = picture(DataType.FLOAT, 1, 3, 6, 6);
    MultiDataSet data = new MultiDataSet(x, x);
    SrVertex vertex = SrVertex.ofLayer("toy-conv", new Toy(3, 3));
    ComputationGraph plain = network(new NeuralNetConfiguration.Builder(), vertex, "in");
    ComputationGraph decayed = network(new NeuralNetConfiguration.Builder().l2(0.5), vertex, "in");
    double norm = plain.paramTable().get("net_conv.weight").norm2Number().doubleValue();
    // l2 is c/2 |w|^2 of the weights without biases; score in float32.
    assertThat(decayed.score(data, true) - plain.score(data, true))
        .isCloseTo(0.25 * norm * norm, within(1e-5));
  }

  @Test
  void regularisationReachesTheGradientOfAVertex() {
    NeuralNetConfiguration.Builder settings =
        new NeuralNetConfiguration.Builder().updater(new Sgd(0.1)).weightDecay(0.5);
    ComputationGraph net = network(settings, SrVertex.ofLayer("toy-conv", new Toy(3, 3)), "in");
    INDArray weight = net.paramTable().get("net_conv.weight");
    INDArray before = weight.dup();
    INDArray x = Nd4j.zeros(DataType.FLOAT, 1, 3, 6, 6);
    net.fit(new MultiDataSet(x, x));
    // A black picture gives the kernel no gradient; decay with learning rate 0.1 * 0.5 is left.
    assertThat(weight.sub(before.mul(0.95)).amaxNumber().doubleValue()).isLessThan(1e-7);
  }
}
