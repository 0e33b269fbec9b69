package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import onnx.Onnx.TensorProto;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.weights.binary.MalformedException;

/** Normalisation: by fixed statistics, or by those of the value itself. */
final class NormOperators {

  static final Map<String, OperatorReader> ALL =
      Map.of(
          "BatchNormalization", NormOperators::batch,
          "GroupNormalization", GroupNormReading::operator,
          "InstanceNormalization", NormOperators::instance,
          "LayerNormalization", NormOperators::layer);

  private NormOperators() {}

  /** Over all axes from {@code axis} on, then a scale and perhaps a shift that broadcast. */
  private static void layer(OnnxNode node, GraphReading graph) {
    node.only("stash_type", TensorProto.DataType.FLOAT.getNumber());
    if (node.outputs().stream().filter(name -> !name.isEmpty()).count() > 1) {
      throw new MalformedException("mean and deviation as outputs", "the normalised value only");
    }
    String value = graph.value(node, 0);
    int rank = graph.rank(value);
    int axis = graph.axis(node.integer("axis", -1), value);
    String normal = normalised(node, graph, value, IntStream.range(axis, rank).boxed().toList());
    String shift = node.has(2) ? graph.value(node, 2) : null;
    scaled(node.output(), normal, graph.value(node, 1), shift, graph);
  }

  /** Each channel of each sample by itself, then a scale and a shift of each channel. */
  private static void instance(OnnxNode node, GraphReading graph) {
    String map = graph.value(node, 0);
    int rank = graph.rank(map);
    if (rank < 3) {
      throw new MalformedException(map + " of " + rank + " axes", "[N,C,...]");
    }
    String normal = normalised(node, graph, map, IntStream.range(2, rank).boxed().toList());
    String scale = perChannel(node, graph, 1, rank, "scale");
    String shift = perChannel(node, graph, 2, rank, "shift");
    scaled(node.output(), normal, scale, shift, graph);
    graph.groupNorms().instance(node, graph);
  }

  private static String perChannel(
      OnnxNode node, GraphReading graph, int input, int rank, String name) {
    float[] values = graph.constant(node, input).data();
    long[] shape = new long[rank - 1];
    Arrays.fill(shape, 1);
    shape[0] = values.length;
    return graph.constant(node.output() + "." + name, shape, values);
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)}, both over some axes. */
  private static String normalised(
      OnnxNode node, GraphReading graph, String value, List<Integer> axes) {
    String name = node.output();
    String mean = graph.fresh(name + ".mean");
    String centred = graph.fresh(name + ".centred");
    String squares = graph.fresh(name + ".squares");
    String variance = graph.fresh(name + ".variance");
    graph.emit(new Reduce(mean, value, Reduce.Kind.MEAN, axes, true));
    graph.emit(new Binary(centred, value, mean, Binary.Kind.SUBTRACT));
    graph.emit(new Binary(squares, centred, centred, Binary.Kind.MULTIPLY));
    graph.emit(new Reduce(variance, squares, Reduce.Kind.MEAN, axes, true));
    return divided(name, centred, variance, node.real("epsilon", 1e-5f), graph);
  }

  /** {@code x / sqrt(variance + epsilon)}. */
  static String divided(
      String name, String centred, String variance, float epsilon, GraphReading graph) {
    String number = graph.constant(name + ".epsilon", new long[0], epsilon);
    String positive = graph.fresh(name + ".positive");
    String deviation = graph.fresh(name + ".deviation");
    String normal = graph.fresh(name + ".normal");
    graph.emit(new Binary(positive, variance, number, Binary.Kind.ADD));
    graph.emit(new Activation(deviation, positive, Activation.Kind.SQRT));
    graph.emit(new Binary(normal, centred, deviation, Binary.Kind.DIVIDE));
    return normal;
  }

  /**
   * @param shift null for none
   */
  static void scaled(String output, String normal, String scale, String shift, GraphReading graph) {
    String scaled = shift == null ? output : graph.fresh(output + ".scaled");
    graph.emit(new Binary(scaled, normal, scale, Binary.Kind.MULTIPLY));
    if (shift != null) {
      graph.emit(new Binary(output, scaled, shift, Binary.Kind.ADD));
    }
    if (!Arrays.equals(graph.probes().shape(0, output), graph.probes().shape(0, normal))) {
      throw new MalformedException(
          "scale and shift that make %s of %s"
              .formatted(graph.probes().fixed(output), graph.probes().fixed(normal)),
          "as many as there are values to scale");
    }
  }

  private static void batch(OnnxNode node, GraphReading graph) {
    node.only("training_mode", 0);
    node.only("spatial", 1);
    node.ignore("momentum");
    double epsilon = node.real("epsilon", 1e-5f);
    float[] gamma = graph.constant(node, 1).data();
    float[] beta = graph.constant(node, 2).data();
    float[] mean = graph.constant(node, 3).data();
    float[] variance = graph.constant(node, 4).data();
    int channels = gamma.length;
    if (beta.length != channels || mean.length != channels || variance.length != channels) {
      throw new MalformedException(
          channels + ", " + beta.length + ", " + mean.length + ", " + variance.length + " values",
          "as many of scale, shift, mean and variance");
    }
    float[] scale = new float[channels];
    float[] shift = new float[channels];
    for (int c = 0; c < channels; c++) {
      double deviation = Math.sqrt(variance[c] + epsilon);
      if (!(deviation > 0)) {
        throw new MalformedException("a variance of " + variance[c], "0 or more");
      }
      scale[c] = (float) (gamma[c] / deviation);
      shift[c] = (float) (beta[c] - mean[c] * (gamma[c] / deviation));
    }
    String map = graph.value(node, 0);
    long[] shape = new long[Math.max(1, graph.rank(map) - 1)];
    Arrays.fill(shape, 1);
    shape[0] = channels;
    String factor = graph.constant(node.output() + ".scale", shape, scale);
    String summand = graph.constant(node.output() + ".shift", shape, shift);
    scaled(node.output(), map, factor, summand, graph);
  }
}
