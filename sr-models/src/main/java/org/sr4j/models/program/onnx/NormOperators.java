package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.Map;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.weights.binary.MalformedException;

/** Normalisation by fixed statistics: a scale and a shift of each channel. */
final class NormOperators {

  static final Map<String, OperatorReader> ALL = Map.of("BatchNormalization", NormOperators::batch);

  private NormOperators() {}

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
    String scaled = graph.fresh(node.output() + ".scaled");
    graph.emit(new Binary(scaled, map, factor, Binary.Kind.MULTIPLY));
    graph.emit(new Binary(node.output(), scaled, summand, Binary.Kind.ADD));
  }
}
