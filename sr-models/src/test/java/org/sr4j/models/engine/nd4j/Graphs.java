package org.sr4j.models.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.DataFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;

/** Small graphs that together hold the operations of our networks. */
final class Graphs {

  final SameDiff graph = SameDiff.create();
  final Map<String, INDArray> parameters = new LinkedHashMap<>();
  final Map<String, INDArray> inputs = new LinkedHashMap<>();
  final DataType type;
  private final Random random = new Random(7);

  Graphs(DataType type) {
    this.type = type;
  }

  SDVariable input(String name, long... shape) {
    inputs.put(name, values(shape));
    long[] free = shape.clone();
    free[0] = -1;
    return graph.placeHolder(name, type, free);
  }

  SDVariable weight(String name, long... shape) {
    INDArray array = values(shape);
    parameters.put(name, array);
    return graph.var(name, array);
  }

  INDArray values(long... shape) {
    double[] values = random.doubles(Shapes.length(shape), -0.5, 0.5).toArray();
    return Nd4j.createFromArray(values).reshape(shape).castTo(type).dup('c');
  }

  SDVariable conv(String name, SDVariable x, int in, int out, int kernel) {
    return graph
        .cnn()
        .conv2d(
            x,
            weight(name + ".weight", kernel, kernel, in, out),
            weight(name + ".bias", out),
            Conv2DConfig.builder().kH(kernel).kW(kernel).paddingMode(PaddingMode.SAME).build());
  }

  SDVariable depthwise(String name, SDVariable x, int channels, int kernel) {
    return graph
        .cnn()
        .depthWiseConv2d(
            x,
            weight(name, kernel, kernel, channels, 1),
            Conv2DConfig.builder().kH(kernel).kW(kernel).paddingMode(PaddingMode.SAME).build());
  }

  SDVariable deconv(String name, SDVariable x, int in, int out) {
    return graph
        .cnn()
        .deconv2d(
            x,
            weight(name, 4, 4, out, in),
            DeConv2DConfig.builder().kH(4).kW(4).sH(2).sW(2).isSameMode(true).build());
  }

  /** PyTorch's pixel shuffle: reshape, permute, reshape with shapes taken at run time. */
  SDVariable pixelShuffle(SDVariable x, int channels, int r) {
    SDVariable n = graph.sizeAt(x, 0);
    SDVariable h = graph.sizeAt(x, 2);
    SDVariable w = graph.sizeAt(x, 3);
    SDVariable c = graph.constant(Nd4j.scalar((long) channels));
    SDVariable factor = graph.constant(Nd4j.scalar((long) r));
    SDVariable split = graph.stack(0, n.mul(c), factor, factor, h, w);
    SDVariable joined = graph.stack(0, n, c, h.mul(factor), w.mul(factor));
    return graph.reshape(graph.permute(graph.reshape(x, split), 0, 3, 1, 4, 2), joined);
  }

  /** L1 loss against the placeholder {@code target}. */
  SDVariable loss(SDVariable y, long... shape) {
    return graph.math().abs(y.sub(input("target", shape))).mean("loss");
  }

  /** Residual blocks with shared weights and a pixel shuffle: EDSR in small. */
  static Graphs residual(DataType type) {
    Graphs g = new Graphs(type);
    SDVariable x = g.input("lowres", 2, 3, 6, 5);
    SDVariable head = g.conv("head", x, 3, 8, 3);
    SDVariable f = head;
    SDVariable shared = g.weight("shared", 3, 3, 8, 8);
    Conv2DConfig same = Conv2DConfig.builder().kH(3).kW(3).paddingMode(PaddingMode.SAME).build();
    for (int i = 0; i < 3; i++) {
      SDVariable h = g.graph.nn().relu(g.graph.cnn().conv2d(f, shared, same), 0);
      f = f.add(g.conv("body" + i, h, 8, 8, 3).mul(0.5));
    }
    SDVariable up = g.conv("up", f.add(head), 8, 12, 3);
    SDVariable y = g.pixelShuffle(up, 3, 2).rename("y");
    g.loss(y, 2, 3, 12, 10);
    return g;
  }

  /** Attention over channels and space, activations, reductions, broadcasts. */
  static Graphs attention(DataType type) {
    Graphs g = new Graphs(type);
    SameDiff sd = g.graph;
    SDVariable x = g.input("lowres", 2, 4, 6, 6);
    SDVariable head = g.conv("head", x, 4, 8, 1);
    SDVariable negative = sd.nn().relu(head.neg(), 0).mul(g.weight("slope", 1, 8, 1, 1));
    SDVariable f = sd.nn().relu(head, 0).sub(negative);
    SDVariable pooled = f.mean(true, 2, 3);
    SDVariable gate = sd.nn().sigmoid(g.conv("gate", pooled, 8, 8, 1));
    f = f.mul(gate);
    SDVariable maps = sd.concat(1, f.mean(true, 1), f.max(true, 1));
    f = f.mul(sd.nn().sigmoid(g.conv("space", maps, 2, 1, 5)));
    SDVariable flat = sd.reshape(f, sd.constant(Nd4j.createFromArray(2L, 8L, 36L)));
    SDVariable scores = sd.mmul(flat, sd.permute(flat, 0, 2, 1));
    SDVariable mixed = sd.mmul(sd.nn().softmax(scores, 2), flat);
    f = f.add(sd.reshape(mixed, sd.shape(f)));
    SDVariable centred = f.sub(f.mean(true, 1));
    SDVariable norm =
        centred.div(sd.math().sqrt(sd.math().square(centred).mean(true, 1).add(1e-3)));
    f = sd.nn().gelu(norm.mul(g.weight("gain", 1, 8, 1, 1)).add(g.weight("shift", 1, 8, 1, 1)));
    f = f.add(g.depthwise("depthwise", f, 8, 3));
    f = sd.math().tanh(g.deconv("up", f, 8, 4));
    SDVariable y = f.mul(sd.nn().leakyRelu(g.conv("tail", f, 4, 4, 3), 0.1)).rename("y");
    g.loss(y, 2, 4, 12, 12);
    return g;
  }

  /** Resampling, slicing, padding, pooling. */
  static Graphs resampling(DataType type) {
    Graphs g = new Graphs(type);
    SameDiff sd = g.graph;
    SDVariable x = g.input("lowres", 1, 4, 8, 8);
    SDVariable deep = sd.cnn().depthToSpace(x, 2, DataFormat.NCHW);
    SDVariable back =
        sd.cnn().spaceToDepth(deep, 2, DataFormat.NCHW).mul(g.weight("a", 1, 4, 1, 1));
    SDVariable up = sd.cnn().upsampling2d(back, 2, 2, true);
    SDVariable left =
        sd.stridedSlice(up, new long[] {0, 0, 0, 0}, new long[] {1, 2, 16, 16}, 1, 1, 1, 1);
    SDVariable right = sd.slice(up, new int[] {0, 2, 0, 0}, 1, 2, 16, 16);
    SDVariable joined = sd.concat(1, right, left);
    SDVariable padded =
        sd.nn()
            .pad(
                joined,
                sd.constant(Nd4j.createFromArray(new int[][] {{0, 0}, {0, 0}, {1, 1}, {1, 1}})),
                0);
    SDVariable tiled = sd.tile(g.weight("t", 1, 4, 1, 1), 1, 1, 18, 18);
    SDVariable y = padded.mul(tiled).add(sd.expandDims(sd.squeeze(padded, 0), 0)).rename("y");
    g.loss(y, 1, 4, 18, 18);
    return g;
  }

  static List<Graphs> all(DataType type) {
    return List.of(residual(type), attention(type), resampling(type));
  }
}
