package org.sr4j.models.strategy.graft.dl4j;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Writes networks with DL4J's own layers, as its users do. DL4J has no pixel shuffle: tails enlarge
 * by repeating pixels.
 */
final class StockNetwork {

  private final GraphBuilder builder;
  private final int channels;

  StockNetwork(DataType type, IUpdater updater, int channels) {
    this.channels = channels;
    this.builder =
        new NeuralNetConfiguration.Builder()
            .seed(11)
            .dataType(type)
            .updater(updater)
            .weightInit(WeightInit.RELU)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("picture");
  }

  GraphBuilder builder() {
    return builder;
  }

  /** A 3x3 convolution of as many channels in as out. */
  String conv(String name, String input, Activation activation) {
    return conv(name, input, channels, channels, 3, activation);
  }

  String conv(String name, String input, int in, int out, int kernel, Activation activation) {
    return conv(name, input, in, out, kernel, 1, activation);
  }

  String conv(
      String name, String input, int in, int out, int kernel, int stride, Activation activation) {
    builder.addLayer(
        name,
        new ConvolutionLayer.Builder(kernel, kernel)
            .nIn(in)
            .nOut(out)
            .stride(stride, stride)
            .activation(activation)
            .dataFormat(CNN2DFormat.NCHW)
            .build(),
        input);
    return name;
  }

  String add(String name, String... inputs) {
    builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs);
    return name;
  }

  String activation(String name, String input, Activation activation) {
    builder.addLayer(name, new ActivationLayer(activation), input);
    return name;
  }

  /** Enlarges twofold, and closes the network with a squared error. */
  ComputationGraph enlarge(String input) {
    builder.addLayer("enlarged", new Upsampling2D.Builder(2).build(), input);
    conv("tail", "enlarged", channels, 3, 3, Activation.IDENTITY);
    builder.addLayer(
        "loss",
        new CnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
        "tail");
    builder.setOutputs("loss");
    return build();
  }

  ComputationGraph build() {
    ComputationGraph net = new ComputationGraph(builder.build());
    net.init();
    return net;
  }
}
