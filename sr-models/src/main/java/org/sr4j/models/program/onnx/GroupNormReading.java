package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Normalisation of groups of channels (Wu and He 2018), as an operator, or as PyTorch writes it:
 * reshape to {@code [N,G,-1]}, {@code InstanceNormalization}, reshape to the map's sizes, which no
 * reshape to a fixed shape can have. Written with means of channels, which tiles can share.
 */
final class GroupNormReading {

  /**
   * A map whose groups are axes.
   *
   * @param scale of each group
   * @param shift of each group
   */
  private record Grouped(String map, float[] scale, float[] shift, float epsilon) {}

  private final Map<String, Grouped> pending = new HashMap<>();

  /** {@code GroupNormalization}: scale and shift are of each group to opset 20, of each channel. */
  static void operator(OnnxNode node, GraphReading graph) {
    node.only("stash_type", 1);
    String map = WindowOperators.map(node, graph);
    int groups = node.small("num_groups", 0);
    long channels = graph.probes().fixed(map).get(1);
    if (groups < 1 || channels < 1 || channels % groups != 0) {
      throw new MalformedException(groups + " groups of " + channels + " channels", "equal groups");
    }
    int each = graph.opset() < 21 ? (int) channels / groups : 1;
    float[] scale = repeated(graph.constant(node, 1), each);
    float[] shift = repeated(graph.constant(node, 2), each);
    write(node.output(), map, groups, scale, shift, node.real("epsilon", 1e-5f), graph);
  }

  /** Remembers an instance normalisation that may be one of groups. */
  void instance(OnnxNode node, GraphReading graph) {
    String value = node.input(0);
    if (graph.rank(value) == 3
        && graph.maker(value).orElse(null) instanceof Reshape reshape
        && graph.rank(reshape.input()) == 4
        && keepsSamples(reshape, graph)) {
      pending.put(
          node.output(),
          new Grouped(
              reshape.input(),
              graph.constant(node, 1).data(),
              graph.constant(node, 2).data(),
              node.real("epsilon", 1e-5f)));
    }
  }

  private static boolean keepsSamples(Reshape reshape, GraphReading graph) {
    List<Long> groups = graph.probes().fixed(reshape.output());
    long channels = graph.probes().fixed(reshape.input()).get(1);
    return groups.get(1) > 0
        && channels % groups.get(1) == 0
        && IntStream.range(0, Probes.COUNT)
            .allMatch(
                p ->
                    graph.probes().shape(p, reshape.output())[0]
                        == graph.probes().shape(p, reshape.input())[0]);
  }

  /**
   * @param wanted sizes for each of {@link Probes}
   * @return whether the reshape was dealt with
   */
  boolean reshape(OnnxNode node, GraphReading graph, double[][] wanted) {
    Grouped grouped = pending.get(node.input(0));
    if (grouped == null) {
      return false;
    }
    for (int p = 0; p < Probes.COUNT; p++) {
      long[] from = graph.probes().shape(p, node.input(0));
      List<Long> shape = Arrays.stream(wanted[p]).mapToObj(size -> (long) size).toList();
      long[] to = Probes.shape(new Reshape("map", "groups", shape), name -> from);
      if (!Arrays.equals(to, graph.probes().shape(p, grouped.map()))) {
        return false;
      }
    }
    int channels = graph.probes().fixed(grouped.map()).get(1).intValue();
    int groups = grouped.scale().length;
    int each = channels / groups;
    write(
        node.output(),
        grouped.map(),
        groups,
        repeated(grouped.scale(), each),
        repeated(grouped.shift(), each),
        grouped.epsilon(),
        graph);
    return true;
  }

  private static void write(
      String output,
      String map,
      int groups,
      float[] scale,
      float[] shift,
      float epsilon,
      GraphReading graph) {
    String mean = groupMean(output + ".mean", map, groups, graph);
    String centred = graph.fresh(output + ".centred");
    String squares = graph.fresh(output + ".squares");
    graph.emit(new Binary(centred, map, mean, Binary.Kind.SUBTRACT));
    graph.emit(new Binary(squares, centred, centred, Binary.Kind.MULTIPLY));
    String variance = groupMean(output + ".variance", squares, groups, graph);
    String normal = NormOperators.divided(output, centred, variance, epsilon, graph);
    NormOperators.scaled(
        output,
        normal,
        graph.constant(output + ".scale", new long[] {scale.length, 1, 1}, scale),
        graph.constant(output + ".shift", new long[] {shift.length, 1, 1}, shift),
        graph);
  }

  /** Mean over group, height and width, at every channel of the group: {@code [N,C,1,1]}. */
  private static String groupMean(String name, String map, int groups, GraphReading graph) {
    long channels = graph.probes().fixed(map).get(1);
    long each = channels / groups;
    String perChannel = graph.fresh(name + ".channels");
    graph.emit(new Reduce(perChannel, map, Reduce.Kind.MEAN, List.of(2, 3), true));
    if (each == 1) {
      return perChannel;
    }
    String grouped = graph.fresh(name + ".grouped");
    String mean = graph.fresh(name + ".group");
    String spread = graph.fresh(name + ".spread");
    String back = graph.fresh(name);
    long[] shape = {1, groups, each, 1};
    String zeros = graph.constant(name + ".zeros", shape, new float[(int) channels]);
    graph.emit(new Reshape(grouped, perChannel, List.of(0L, (long) groups, each, 1L)));
    graph.emit(new Reduce(mean, grouped, Reduce.Kind.MEAN, List.of(2), true));
    graph.emit(new Binary(spread, mean, zeros, Binary.Kind.ADD));
    graph.emit(new Reshape(back, spread, List.of(0L, channels, 1L, 1L)));
    return back;
  }

  private static float[] repeated(Tensor values, int each) {
    return repeated(values.data(), each);
  }

  private static float[] repeated(float[] values, int each) {
    float[] all = new float[values.length * each];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i / each];
    }
    return all;
  }
}
