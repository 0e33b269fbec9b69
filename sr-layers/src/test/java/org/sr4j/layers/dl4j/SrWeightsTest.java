package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.dl4j.ToyPlugin.Toy;

@ExtendWith(WithToys.class)
class SrWeightsTest {

  private static ComputationGraph network(long seed) {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .graphBuilder()
                .addInputs("in")
                .addVertex("net", SrVertex.ofModel("toy-net", new Toy(3, 4), 2), "in")
                .addLayer("loss", AdapterNetwork.squaredError(), "net")
                .setOutputs("loss")
                .build());
    net.init();
    return net;
  }

  @Test
  void weightsOfOneNetworkMakeAnotherEqual() {
    ComputationGraph from = network(1);
    ComputationGraph to = network(2);
    assertThat(to.params()).isNotEqualTo(from.params());
    Weights weights = SrWeights.copy(from.getLayer("net"), Map.of("origin", "test"));
    assertThat(weights.names())
        .containsExactlyInAnyOrder(
            "head.weight",
            "head.bias",
            "norm.weight",
            "norm.bias",
            "norm.running_mean",
            "norm.running_var",
            "tail.weight",
            "tail.bias");
    SrWeights.load(to.getLayer("net"), weights);
    assertThat(to.params()).isEqualTo(from.params());
  }

  @Test
  void filesHoldOutputsFirst() {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new FrozenLayer(SrLayer.of("conv2d", new Conv2d(1, 2, 1).withoutBias())))
                .layer(AdapterNetwork.squaredError())
                .build());
    net.init();
    Tensor kernel = new Tensor("weight", new long[] {2, 1, 1, 1}, new float[] {3, 5});
    SrWeights.load(net.getLayer(0), Weights.of(List.of(kernel), Map.of()));
    INDArray memory = net.getParam("0_weight");
    assertThat(memory.shape()).containsExactly(1, 1, 1, 2);
    assertThat(memory.dup().data().asFloat()).containsExactly(3, 5);
    assertThat(SrWeights.copy(net.getLayer(0), Map.of()).tensors()).containsExactly(kernel);
  }

  @Test
  void whatDoesNotFitChangesNothing() {
    ComputationGraph net = network(1);
    INDArray before = net.params().dup();
    Tensor bias = new Tensor("head.bias", new long[] {5}, new float[5]);
    assertThatThrownBy(
            () -> SrWeights.load(net.getLayer("net"), Weights.of(List.of(bias), Map.of())))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("head.bias[5] should be [4]")
        .hasMessageContaining("tail.weight[12, 4, 3, 3] is missing");
    assertThat(net.params()).isEqualTo(before);
    assertThatThrownBy(() -> SrWeights.copy(net.getLayer("loss"), Map.of()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("CnnLossLayer, expected an SrLayer or SrVertex");
  }
}
