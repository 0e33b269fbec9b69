package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.profiler.ProfilerConfig;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DynamicConv2d;
import org.sr4j.layers.dl4j.ToyPlugin.Toy;
import org.sr4j.layers.resample.PixelShuffle;

/** Adapters beside DL4J's own layers, as users write networks. */
@ExtendWith(WithToys.class)
class MixedNetworkTest {

  @Test
  void theExampleOfTheDocumentationEnlargesFourfold() {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(1e-3))
            .graphBuilder()
            .addInputs("in")
            .addLayer("head", SrLayer.of("conv2d", new Conv2d(3, 32, 3)), "in")
            .addLayer("dyn", SrLayer.of("dynamic-conv2d", new DynamicConv2d(32, 48, 3)), "head")
            .addLayer("up", SrLayer.of("pixel-shuffle", new PixelShuffle(4)), "dyn")
            .addLayer(
                "loss",
                new CnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
                "up")
            .setOutputs("loss")
            .build();
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    INDArray picture = Nd4j.rand(DataType.FLOAT, 1, 3, 5, 6);
    assertThat(net.outputSingle(picture).shape()).containsExactly(1, 3, 20, 24);
    net.fit(new MultiDataSet(picture, Nd4j.rand(DataType.FLOAT, 1, 3, 20, 24)));
  }

  /** DL4J's convolution learns its channels from our output type; a sum joins two paths. */
  private static ComputationGraph mixed(DataType type) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(type)
            .updater(type == DataType.DOUBLE ? new NoOp() : new Adam(1e-3))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("in")
            .addVertex("net", SrVertex.ofModel("toy-net", new Toy(3, 4), 2), "in")
            .addLayer(
                "own",
                new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build(),
                "net")
            .addLayer("ours", SrLayer.of("toy-conv", new Toy(4, 4)), "own")
            .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "own", "ours")
            .addLayer("loss", AdapterNetwork.squaredError(), "sum")
            .setOutputs("loss")
            .setInputTypes(InputType.convolutional(4, 5, 3))
            .build();
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    return net;
  }

  @Test
  void gradientsAmongLayersOfDl4jAgreeWithDifferenceQuotients() {
    Nd4j.getRandom().setSeed(6);
    INDArray x = Nd4j.rand(DataType.DOUBLE, 2, 3, 4, 5);
    INDArray y = Nd4j.rand(DataType.DOUBLE, 2, 4, 8, 10);
    NetworkGradients.check(mixed(DataType.DOUBLE), new INDArray[] {x}, y, 1e-5);
  }

  @Test
  void noArrayOutlivesItsWorkspace() {
    ComputationGraph net = mixed(DataType.FLOAT);
    Nd4j.getExecutioner()
        .setProfilingConfig(ProfilerConfig.builder().checkWorkspaces(true).build());
    try {
      for (int step = 0; step < 3; step++) {
        INDArray x = Nd4j.rand(DataType.FLOAT, 1 + step, 3, 4 + step, 5);
        net.fit(new MultiDataSet(x, Nd4j.rand(DataType.FLOAT, 1 + step, 4, 8 + 2 * step, 10)));
        assertThat(net.outputSingle(x).isAttached()).isFalse();
      }
    } finally {
      Nd4j.getExecutioner().setProfilingConfig(ProfilerConfig.builder().build());
    }
  }
}
