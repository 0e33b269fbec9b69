package org.sr4j.models.strategy.graft.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks of the papers, tiny, with DL4J's own layers. */
final class StockNetworks {

  static final int C = 8;

  private StockNetworks() {}

  /** EDSR-baseline of 3 blocks: sums {@code b1_add}, ..., long skip {@code long_add}. */
  static ComputationGraph edsr(DataType type, IUpdater updater) {
    return edsr(type, updater, Activation.RELU);
  }

  static ComputationGraph edsr(DataType type, IUpdater updater, Activation activation) {
    StockNetwork net = new StockNetwork(type, updater, C);
    String head = net.conv("head", "picture", 3, C, 3, Activation.IDENTITY);
    String x = head;
    for (int i = 1; i <= 3; i++) {
      String name = "b" + i;
      String first = net.conv(name + "_conv1", x, activation);
      x = net.add(name + "_add", x, net.conv(name + "_conv2", first, Activation.IDENTITY));
    }
    x = net.add("long_add", net.conv("body_end", x, Activation.IDENTITY), head);
    return net.enlarge(x);
  }

  /** CARN: 3 cascading blocks {@code b1} ..., each of 3 residual blocks {@code b1_r1_add}, .... */
  static ComputationGraph carn(DataType type, IUpdater updater) {
    StockNetwork net = new StockNetwork(type, updater, C);
    String x = net.conv("entry", "picture", 3, C, 3, Activation.IDENTITY);
    String merged = x;
    for (int i = 1; i <= 3; i++) {
      String block = cascadingBlock(net, "b" + i, x);
      net.builder().addVertex("c" + i + "_merge", new MergeVertex(), merged, block);
      merged = "c" + i + "_merge";
      x = net.conv("c" + i, merged, (i + 1) * C, C, 1, Activation.RELU);
    }
    return net.enlarge(x);
  }

  private static String cascadingBlock(StockNetwork net, String name, String input) {
    String x = input;
    String merged = input;
    for (int i = 1; i <= 3; i++) {
      String r = name + "_r" + i;
      String first = net.conv(r + "_conv1", x, Activation.RELU);
      String sum = net.add(r + "_add", net.conv(r + "_conv2", first, Activation.IDENTITY), x);
      String residual = net.activation(r + "_relu", sum, Activation.RELU);
      net.builder().addVertex(name + "_merge" + i, new MergeVertex(), merged, residual);
      merged = name + "_merge" + i;
      String out = i < 3 ? name + "_c" + i : name;
      x = net.conv(out, merged, (i + 1) * C, C, 1, Activation.RELU);
    }
    return x;
  }

  /**
   * IMDN of 3 blocks, whose sums are {@code imdb1_add}, ..., without the contrast-aware attention,
   * for which DL4J has no layer.
   */
  static ComputationGraph imdn(DataType type, IUpdater updater) {
    StockNetwork net = new StockNetwork(type, updater, C);
    String shallow = net.conv("fea", "picture", 3, C, 3, Activation.IDENTITY);
    String x = shallow;
    List<String> outputs = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      x = distillation(net, "imdb" + i, x);
      outputs.add(x);
    }
    net.builder().addVertex("all", new MergeVertex(), outputs.toArray(String[]::new));
    String fused = net.conv("fuse", "all", 3 * C, C, 1, Activation.LEAKYRELU);
    x = net.add("long_add", net.conv("lr_conv", fused, Activation.IDENTITY), shallow);
    return net.enlarge(x);
  }

  private static String distillation(StockNetwork net, String name, String input) {
    int kept = C / 4;
    List<String> distilled = new ArrayList<>();
    String x = net.conv(name + "_conv1", input, Activation.LEAKYRELU);
    for (int i = 1; i <= 3; i++) {
      String keep = name + "_keep" + i;
      String rest = name + "_rest" + i;
      net.builder().addVertex(keep, new SubsetVertex(0, kept - 1), x);
      net.builder().addVertex(rest, new SubsetVertex(kept, C - 1), x);
      distilled.add(keep);
      boolean last = i == 3;
      x =
          net.conv(
              name + "_conv" + (i + 1),
              rest,
              C - kept,
              last ? kept : C,
              3,
              last ? Activation.IDENTITY : Activation.LEAKYRELU);
    }
    distilled.add(x);
    net.builder().addVertex(name + "_merge", new MergeVertex(), distilled.toArray(String[]::new));
    String fused = net.conv(name + "_fuse", name + "_merge", C, C, 1, Activation.IDENTITY);
    return net.add(name + "_add", fused, input);
  }

  /** A chain of convolutions without residuals, like FSRCNN's mapping. */
  static ComputationGraph chain(DataType type, IUpdater updater) {
    StockNetwork net = new StockNetwork(type, updater, C);
    String x = net.conv("extract", "picture", 3, C, 5, Activation.RELU);
    for (int i = 1; i <= 4; i++) {
      x = net.conv("map" + i, x, Activation.RELU);
    }
    return net.enlarge(x);
  }

  /** Three stages of 8, 16 and 32 channels, of which the later two begin by halving the picture. */
  static ComputationGraph resNet(DataType type, IUpdater updater) {
    StockNetwork net = new StockNetwork(type, updater, C);
    String x = normalised(net, "stem", "picture", 3, C, 1, Activation.RELU);
    for (int stage = 1; stage <= 3; stage++) {
      int channels = C << (stage - 1);
      for (int block = 1; block <= 2; block++) {
        String name = "s" + stage + "b" + block;
        boolean halves = stage > 1 && block == 1;
        int in = halves ? channels / 2 : channels;
        int stride = halves ? 2 : 1;
        String first = normalised(net, name + "_1", x, in, channels, stride, Activation.RELU);
        String second =
            normalised(net, name + "_2", first, channels, channels, 1, Activation.IDENTITY);
        String shortcut =
            halves ? net.conv(name + "_short", x, in, channels, 1, 2, Activation.IDENTITY) : x;
        x = net.activation(name, net.add(name + "_add", second, shortcut), Activation.RELU);
      }
    }
    net.builder()
        .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), x)
        .addLayer(
            "classes",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(4 * C)
                .nOut(5)
                .activation(Activation.SOFTMAX)
                .build(),
            "pool")
        .setOutputs("classes");
    return net.build();
  }

  private static String normalised(
      StockNetwork net,
      String name,
      String input,
      int in,
      int out,
      int stride,
      Activation activation) {
    String conv = net.conv(name + "_conv", input, in, out, 3, stride, Activation.IDENTITY);
    net.builder()
        .addLayer(name + "_bn", new BatchNormalization.Builder().nIn(out).nOut(out).build(), conv);
    return activation == Activation.IDENTITY
        ? name + "_bn"
        : net.activation(name + "_act", name + "_bn", activation);
  }
}
