package org.sr4j.models.strategy.graft.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.enums.DataFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Writes the papers' networks, tiny, as users of SameDiff do: placeholders {@code picture} and
 * {@code labels}, result {@code enlarged}, a squared error {@code loss}.
 */
final class SameDiffNetwork {

  static final int C = 8;

  private final SameDiff graph = SameDiff.create();
  private final DataType type;
  private final Random random = new Random(3);
  private final SDVariable picture;

  private SameDiffNetwork(DataType type) {
    this.type = type;
    this.picture = graph.placeHolder("picture", type, -1, 3, -1, -1);
  }

  /** Residual blocks {@code b1}, ..., long skip {@code long}. */
  static SameDiff edsr(DataType type) {
    SameDiffNetwork net = new SameDiffNetwork(type);
    SDVariable head = net.conv("head", net.picture, 3, C, 3);
    SDVariable x = head;
    for (int i = 1; i <= 3; i++) {
      String name = "b" + i;
      SDVariable h = net.relu(name + "_relu", net.conv(name + "_conv1", x, C, C, 3));
      x = x.add(name, net.conv(name + "_conv2", h, C, C, 3));
    }
    return net.enlarge(net.conv("end", x, C, C, 3).add("long", head));
  }

  /** Cascading blocks {@code b1}, ..., each of residual sums {@code b1_r1}, .... */
  static SameDiff carn(DataType type) {
    SameDiffNetwork net = new SameDiffNetwork(type);
    SDVariable x = net.conv("entry", net.picture, 3, C, 3);
    SDVariable merged = x;
    for (int i = 1; i <= 3; i++) {
      SDVariable block = net.cascadingBlock("b" + i, x);
      merged = net.graph.concat("merge" + i, 1, merged, block);
      x = net.conv("c" + i, merged, (i + 1) * C, C, 1);
    }
    return net.enlarge(x);
  }

  private SDVariable cascadingBlock(String name, SDVariable input) {
    SDVariable x = input;
    SDVariable merged = input;
    for (int i = 1; i <= 3; i++) {
      String r = name + "_r" + i;
      SDVariable h = conv(r + "_2", relu(r + "_a", conv(r + "_1", x, C, C, 3)), C, C, 3);
      merged = graph.concat(name + "_merge" + i, 1, merged, relu(r + "_b", h.add(r, x)));
      x = conv(i < 3 ? name + "_c" + i : name, merged, (i + 1) * C, C, 1);
    }
    return x;
  }

  /** Distillation blocks {@code b1}, ... with channel attention, long skip {@code long}. */
  static SameDiff imdn(DataType type) {
    SameDiffNetwork net = new SameDiffNetwork(type);
    SDVariable shallow = net.conv("fea", net.picture, 3, C, 3);
    SDVariable x = shallow;
    List<SDVariable> outputs = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      x = net.distillation("b" + i, x);
      outputs.add(x);
    }
    SDVariable all = net.graph.concat("all", 1, outputs.toArray(SDVariable[]::new));
    SDVariable end = net.conv("lr_conv", net.conv("fuse", all, 3 * C, C, 1), C, C, 3);
    return net.enlarge(end.add("long", shallow));
  }

  private SDVariable distillation(String name, SDVariable input) {
    int kept = C / 4;
    List<SDVariable> distilled = new ArrayList<>();
    SDVariable x = leaky(conv(name + "_conv1", input, C, C, 3));
    for (int i = 2; i <= 4; i++) {
      SDVariable rest = channels(x, kept, C);
      distilled.add(channels(x, 0, kept));
      x = conv(name + "_conv" + i, rest, C - kept, i == 4 ? kept : C, 3);
      x = i == 4 ? x : leaky(x);
    }
    distilled.add(x);
    SDVariable merged = graph.concat(1, distilled.toArray(SDVariable[]::new));
    SDVariable mean = merged.mean(true, 2, 3);
    SDVariable deviation = graph.math().square(merged.sub(mean)).mean(true, 2, 3);
    SDVariable contrast = graph.math().sqrt(deviation.add(1e-5)).add(mean);
    SDVariable gate = graph.nn().sigmoid(conv(name + "_gate", contrast, C, C, 1));
    return conv(name + "_fuse", merged.mul(gate), C, C, 1).add(name, input);
  }

  /** Stages of 8, 16 and 32 channels; the later two begin by halving the picture. */
  static SameDiff resNet(DataType type) {
    SameDiffNetwork net = new SameDiffNetwork(type);
    SDVariable x = net.relu("stem", net.conv("stem_conv", net.picture, 3, C, 3));
    for (int stage = 1; stage <= 3; stage++) {
      int channels = C << (stage - 1);
      for (int block = 1; block <= 2; block++) {
        String name = "s" + stage + "b" + block;
        boolean halves = stage > 1 && block == 1;
        int in = halves ? channels / 2 : channels;
        SDVariable h = net.conv(name + "_1", x, in, channels, 3, halves ? 2 : 1);
        h = net.conv(name + "_2", net.relu(name + "_act", h), channels, channels, 3);
        SDVariable shortcut = halves ? net.conv(name + "_short", x, in, channels, 1, 2) : x;
        x = net.relu(name, h.add(name + "_sum", shortcut));
      }
    }
    SDVariable weights = net.variable("classes_w", 4 * C, 5);
    net.graph.nn().softmax("classes", x.mean(2, 3).mmul(weights));
    return net.graph;
  }

  /** Four equal convolutions without residuals. */
  static SameDiff chain(DataType type) {
    SameDiffNetwork net = new SameDiffNetwork(type);
    SDVariable x = net.relu("extract", net.conv("extract_conv", net.picture, 3, C, 5));
    for (int i = 1; i <= 4; i++) {
      x = net.relu("map" + i, net.conv("map" + i + "_conv", x, C, C, 3));
    }
    return net.enlarge(x);
  }

  static void train(SameDiff graph, IUpdater updater) {
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(updater)
            .dataSetFeatureMapping("picture")
            .dataSetLabelMapping("labels")
            .build());
  }

  private SDVariable conv(String name, SDVariable x, int in, int out, int kernel) {
    return conv(name, x, in, out, kernel, 1);
  }

  private SDVariable conv(String name, SDVariable x, int in, int out, int kernel, int stride) {
    Conv2DConfig config =
        Conv2DConfig.builder()
            .kH(kernel)
            .kW(kernel)
            .sH(stride)
            .sW(stride)
            .paddingMode(PaddingMode.SAME)
            .build();
    SDVariable weights = variable(name + "_w", kernel, kernel, in, out);
    return graph.cnn().conv2d(name, x, weights, variable(name + "_bias", out), config);
  }

  private SDVariable variable(String name, long... shape) {
    INDArray values = Nd4j.create(type, shape);
    double[] drawn = new double[(int) values.length()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextGaussian() * Math.sqrt(2.0 * shape[shape.length - 1] / drawn.length);
    }
    values.assign(Nd4j.createFromArray(drawn).reshape(shape).castTo(type));
    return graph.var(name, values);
  }

  private static SDVariable channels(SDVariable x, int from, int to) {
    return x.get(SDIndex.all(), SDIndex.interval(from, to), SDIndex.all(), SDIndex.all());
  }

  private SDVariable relu(String name, SDVariable x) {
    return graph.nn().relu(name, x, 0);
  }

  private SDVariable leaky(SDVariable x) {
    return graph.nn().leakyRelu(x, 0.05);
  }

  private SameDiff enlarge(SDVariable x) {
    SDVariable enlarged =
        graph.cnn().depthToSpace("enlarged", conv("tail", x, C, 12, 3), 2, DataFormat.NCHW);
    SDVariable labels = graph.placeHolder("labels", type, -1, 3, -1, -1);
    graph.math().square(enlarged.sub(labels)).mean("loss");
    graph.setLossVariables("loss");
    return graph;
  }
}
