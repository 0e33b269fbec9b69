package org.sr4j.layers.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.layers.dl4j.ToyPlugin.Toy;

/**
 * A small network around the example of a layer: a smooth convolution before each of its inputs, so
 * that gradients of inputs show as gradients of weights, and a mean squared error behind it.
 */
final class AdapterNetwork<O extends Record> {

  private final LayerProvider<O> provider;
  private final O options;
  private DataType type = DataType.FLOAT;
  private IUpdater updater = new NoOp();
  private WorkspaceMode workspaces = WorkspaceMode.ENABLED;
  private boolean vertex;

  AdapterNetwork(LayerProvider<O> provider) {
    this.provider = provider;
    this.options = provider.example();
    this.vertex = channels().size() > 1;
  }

  AdapterNetwork<O> type(DataType value) {
    type = value;
    return this;
  }

  AdapterNetwork<O> updater(IUpdater value) {
    updater = value;
    return this;
  }

  AdapterNetwork<O> workspaces(WorkspaceMode value) {
    workspaces = value;
    return this;
  }

  AdapterNetwork<O> asVertex() {
    vertex = true;
    return this;
  }

  boolean hasOneInput() {
    return channels().size() == 1;
  }

  private List<Integer> channels() {
    return provider.inputChannels(options);
  }

  ComputationGraphConfiguration configuration() {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .updater(updater)
            .trainingWorkspaceMode(workspaces)
            .inferenceWorkspaceMode(workspaces)
            .graphBuilder();
    List<String> before = new ArrayList<>();
    for (int i = 0; i < channels().size(); i++) {
      int c = channels().get(i);
      builder.addInputs("in" + i);
      builder.addLayer("before" + i, SrLayer.of("toy-conv", new Toy(c, c)), "in" + i);
      before.add("before" + i);
    }
    if (vertex) {
      builder.addVertex(
          "block", SrVertex.ofLayer(provider.id(), options), before.toArray(String[]::new));
    } else {
      builder.addLayer("block", SrLayer.of(provider.id(), options), before.get(0));
    }
    return builder.addLayer("loss", squaredError(), "block").setOutputs("loss").build();
  }

  static CnnLossLayer squaredError() {
    return new CnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
  }

  ComputationGraph build() {
    ComputationGraph net = new ComputationGraph(configuration());
    net.init();
    return net;
  }

  /** Pictures that the layer takes; the larger, the larger {@code step}. */
  INDArray[] inputs(int batch, int step) {
    int multiple = provider.sizeMultiple(options);
    int least = (Math.max(6, provider.minSize(options)) + multiple - 1) / multiple;
    Nd4j.getRandom().setSeed(20 + step);
    return channels().stream()
        .map(
            c ->
                Nd4j.rand(type, batch, c, (least + step) * multiple, (least + 2 * step) * multiple)
                    .subi(0.5))
        .toArray(INDArray[]::new);
  }

  INDArray labels(ComputationGraph net, INDArray[] inputs) {
    return Nd4j.rand(type, net.outputSingle(inputs).shape());
  }
}
