package org.sr4j.examples.graft;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.sr4j.models.strategy.graft.Graft;
import org.sr4j.models.strategy.graft.GraftPlan;

/** Puts GGAS and CWSS onto a network that knows nothing of them. */
public final class GraftYourNetwork {

  private GraftYourNetwork() {}

  public static void main(String[] args) {
    ComputationGraph grafted = graft(residualNetwork());
    System.out.println(grafted.summary());
  }

  static ComputationGraph graft(ComputationGraph network) {
    GraftPlan plan = Graft.on(network).strategy("ggas").strategy("cwss").plan();
    System.out.println(plan);
    return Graft.on(network)
        .strategy("ggas", Map.of("kernel", 5))
        .strategy("cwss")
        .blocks("b1_add", "b2_add")
        .apply();
  }

  /** Three residual blocks of DL4J's own layers, which sharpen a picture. */
  static ComputationGraph residualNetwork() {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(1e-4))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("picture")
            .addLayer("head", convolution(3, 16, Activation.IDENTITY), "picture");
    String x = "head";
    for (int i = 1; i <= 3; i++) {
      String block = "b" + i;
      builder
          .addLayer(block + "_1", convolution(16, 16, Activation.RELU), x)
          .addLayer(block + "_2", convolution(16, 16, Activation.IDENTITY), block + "_1")
          .addVertex(
              block + "_add", new ElementWiseVertex(ElementWiseVertex.Op.Add), x, block + "_2");
      x = block + "_add";
    }
    builder
        .addLayer("tail", convolution(16, 3, Activation.IDENTITY), x)
        .addLayer(
            "loss",
            new CnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
            "tail")
        .setOutputs("loss");
    ComputationGraph network = new ComputationGraph(builder.build());
    network.init();
    return network;
  }

  private static ConvolutionLayer convolution(int in, int out, Activation activation) {
    return new ConvolutionLayer.Builder(3, 3).nIn(in).nOut(out).activation(activation).build();
  }
}
