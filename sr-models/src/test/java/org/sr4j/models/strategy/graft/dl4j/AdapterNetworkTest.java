package org.sr4j.models.strategy.graft.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.dl4j.SrLayer;
import org.sr4j.layers.dl4j.SrWeights;
import org.sr4j.layers.resample.PixelShuffle;
import org.sr4j.layers.scaling.MeanShift;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.strategy.graft.Graft;

/**
 * EDSR of our layers in DL4J, grafted, beside our own EDSR with the same strategies at its markers:
 * two ways to one network.
 */
class AdapterNetworkTest {

  private static final int C = 8;
  private static final int BLOCKS = 3;

  /** Layers are named as the network's weights. */
  private static ComputationGraph edsr() {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(1e-3))
            .graphBuilder()
            .addInputs("picture")
            .addLayer("sub_mean", SrLayer.of("mean-shift", MeanShift.subtract(255)), "picture")
            .addLayer("head.0", conv(3, C), "sub_mean");
    String x = "head.0";
    for (int i = 0; i < BLOCKS; i++) {
      String name = "body." + i;
      builder
          .addLayer(name + ".body.0", conv(C, C), x)
          .addLayer(name + ".body.1", SrLayer.of("relu", new Relu()), name + ".body.0")
          .addLayer(name + ".body.2", conv(C, C), name + ".body.1")
          .addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), x, name + ".body.2");
      x = name;
    }
    String end = "body." + BLOCKS;
    builder
        .addLayer(end, conv(C, C), x)
        .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), end, "head.0")
        .addLayer("tail.0.0", conv(C, 4 * C), "sum")
        .addLayer("tail.0.1", SrLayer.of("pixel-shuffle", new PixelShuffle(2)), "tail.0.0")
        .addLayer("tail.1", conv(C, 3), "tail.0.1")
        .addLayer("add_mean", SrLayer.of("mean-shift", MeanShift.add(255)), "tail.1")
        .addLayer(
            "loss",
            new CnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
            "add_mean")
        .setOutputs("loss");
    ComputationGraph net = new ComputationGraph(builder.build());
    net.init();
    return net;
  }

  private static SrLayer conv(int in, int out) {
    return SrLayer.of("conv2d", new Conv2d(in, out, 3));
  }

  /** Gives each layer the weights below its name. */
  private static void load(ComputationGraph net, Weights weights) {
    for (Layer layer : net.getLayers()) {
      String name = layer.conf().getLayer().getLayerName();
      if (layer.numParams() > 0) {
        String prefix = (name.endsWith("-cwss") ? "cwss." + name.replace("-cwss", "") : name) + ".";
        List<Tensor> own =
            weights.tensors().stream()
                .filter(tensor -> tensor.name().startsWith(prefix))
                .map(t -> new Tensor(t.name().substring(prefix.length()), t.shape(), t.data()))
                .toList();
        SrWeights.load(layer, Weights.of(own, Map.of()));
      }
    }
  }

  @Test
  void theGraftedNetworkIsTheNetworkWithTheStrategies() {
    NetworkSpec spec =
        new NetworkSpec("edsr-baseline", 2)
            .withOptions(Map.of("features", C, "blocks", BLOCKS))
            .withStrategy("ggas")
            .withStrategy("cwss");
    Map<String, String> paper = Map.of("init", "paper");
    ComputationGraph grafted =
        Graft.on(edsr()).strategy("ggas", paper).strategy("cwss", paper).apply();
    INDArray picture = Nd4j.rand(DataType.FLOAT, 1, 3, 9, 11).muli(255);
    try (Network network =
        new Networks(Registry.of(new ModelsPlugin())).create(spec, DataType.FLOAT, 4)) {
      ComputationGraph plain = edsr();
      load(plain, network.weights());
      load(grafted, network.weights());
      NetworkGraph graph = network.graph(GraphRequest.WHOLE);
      INDArray expected =
          graph
              .graph()
              .output(Map.of(graph.inputs().keySet().iterator().next(), picture), graph.output())
              .get(graph.output());
      // Values are about 255; the two differ in the order of float32 additions.
      assertThat(grafted.outputSingle(picture).equalsWithEps(expected, 1e-3)).isTrue();
      assertThat(plain.outputSingle(picture).equalsWithEps(expected, 1e-1)).isFalse();
    }
  }

  @Test
  void theIdentityIsExactHereToo() {
    ComputationGraph net = edsr();
    INDArray picture = Nd4j.rand(DataType.FLOAT, 2, 3, 6, 7);
    ComputationGraph grafted = Graft.on(net).strategy("ggas").strategy("cwss").apply();
    float[] expected = net.outputSingle(picture).dup('c').data().asFloat();
    assertThat(grafted.outputSingle(picture).dup('c').data().asFloat()).isEqualTo(expected);
  }
}
