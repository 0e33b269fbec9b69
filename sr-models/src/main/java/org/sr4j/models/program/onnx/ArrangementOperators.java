package org.sr4j.models.program.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.weights.binary.MalformedException;

/** Operators that give values other shapes and change none. */
final class ArrangementOperators {

  static final Map<String, OperatorReader> ALL =
      Map.of(
          "Concat", ArrangementOperators::concat,
          "Expand", ArrangementOperators::expand,
          "Flatten", ArrangementOperators::flatten,
          "Pad", ArrangementOperators::pad,
          "Reshape", ArrangementOperators::reshape,
          "Squeeze", ArrangementOperators::squeeze,
          "Transpose", ArrangementOperators::transpose,
          "Unsqueeze", ArrangementOperators::unsqueeze);

  private ArrangementOperators() {}

  private static void concat(OnnxNode node, GraphReading graph) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputCount(); i++) {
      inputs.add(graph.value(node, i));
    }
    if (inputs.isEmpty()) {
      throw new MalformedException("no inputs", "one or more");
    }
    graph.emit(
        new Concat(node.output(), inputs, graph.axis(node.integer("axis", 1), inputs.get(0))));
  }

  private static void expand(OnnxNode node, GraphReading graph) {
    Expansion.write(node.output(), graph.value(node, 0), graph.host(node, 1).at(), graph);
  }

  private static void reshape(OnnxNode node, GraphReading graph) {
    HostValue shape = graph.host(node, 1);
    boolean keepZero = node.integer("allowzero", 0) == 0;
    double[][] wanted = shape.at();
    if (!keepZero && Arrays.stream(wanted).flatMapToDouble(Arrays::stream).anyMatch(v -> v == 0)) {
      throw new MalformedException("a reshape to no values (allowzero)", "sizes of 1 or more");
    }
    if (graph.shuffles().reshape(node, graph, wanted)
        || graph.groupNorms().reshape(node, graph, wanted)) {
      return;
    }
    reshape(node.output(), graph.value(node, 0), wanted, graph);
  }

  /**
   * Reshapes to sizes that may depend on the picture's: an axis that keeps its size is written as
   * 0, another one as -1.
   */
  private static void reshape(String output, String from, double[][] wanted, GraphReading graph) {
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < wanted[0].length; i++) {
      if (wanted[0][i] == wanted[1][i]) {
        shape.add((long) wanted[0][i]);
      } else if (i < graph.rank(from)
          && wanted[0][i] == graph.probes().shape(0, from)[i]
          && wanted[1][i] == graph.probes().shape(1, from)[i]) {
        shape.add(0L);
      } else {
        shape.add(-1L);
      }
    }
    if (shape.stream().filter(size -> size == -1).count() > 1) {
      throw new MalformedException(
          "a reshape of " + graph.probes().fixed(from) + " to " + shape,
          "one axis at most whose size depends on the picture's");
    }
    graph.emit(new Reshape(output, from, shape));
  }

  private static void flatten(OnnxNode node, GraphReading graph) {
    String from = graph.value(node, 0);
    int rank = graph.rank(from);
    long given = node.integer("axis", 1);
    int axis = given == rank ? rank : GraphReading.axis(given, rank);
    double[][] wanted = new double[Probes.COUNT][];
    for (int p = 0; p < wanted.length; p++) {
      long[] shape = graph.probes().shape(p, from);
      wanted[p] =
          new double[] {
            Tensor.elements(Arrays.copyOf(shape, axis)),
            Tensor.elements(Arrays.copyOfRange(shape, axis, rank))
          };
    }
    reshape(node.output(), from, wanted, graph);
  }

  private static void squeeze(OnnxNode node, GraphReading graph) {
    String from = graph.value(node, 0);
    int rank = graph.rank(from);
    List<Long> fixed = graph.probes().fixed(from);
    List<Integer> axes =
        axes(node, graph)
            .map(given -> graph.axes(given, rank))
            .orElseGet(
                () -> IntStream.range(0, rank).filter(a -> fixed.get(a) == 1).boxed().toList());
    for (int axis : axes) {
      if (fixed.get(axis) != 1) {
        throw new MalformedException("axis " + axis + " of size " + fixed.get(axis), "size 1");
      }
    }
    double[][] wanted = new double[Probes.COUNT][];
    for (int p = 0; p < wanted.length; p++) {
      long[] shape = graph.probes().shape(p, from);
      wanted[p] =
          IntStream.range(0, rank)
              .filter(a -> !axes.contains(a))
              .mapToDouble(a -> shape[a])
              .toArray();
    }
    reshape(node.output(), from, wanted, graph);
  }

  private static void unsqueeze(OnnxNode node, GraphReading graph) {
    String from = graph.value(node, 0);
    long[] given = axes(node, graph).orElseThrow(() -> new MalformedException("no axes", "axes"));
    int rank = graph.rank(from) + given.length;
    List<Integer> axes = graph.axes(given, rank);
    if (axes.size() != given.length) {
      throw new MalformedException("axes " + Arrays.toString(given), "different ones");
    }
    double[][] wanted = new double[Probes.COUNT][rank];
    for (int p = 0; p < wanted.length; p++) {
      int next = 0;
      for (int a = 0; a < rank; a++) {
        wanted[p][a] = axes.contains(a) ? 1 : graph.probes().shape(p, from)[next++];
      }
    }
    reshape(node.output(), from, wanted, graph);
  }

  /** An attribute to opset 12, an input since. */
  private static Optional<long[]> axes(OnnxNode node, GraphReading graph) {
    Optional<long[]> attribute = node.integers("axes");
    return node.has(1) ? Optional.of(graph.host(node, 1).longs()) : attribute;
  }

  private static void transpose(OnnxNode node, GraphReading graph) {
    long[] order = node.integers("perm").orElse(null);
    if (order != null && graph.shuffles().transpose(node, order)) {
      return;
    }
    String from = graph.value(node, 0);
    int rank = graph.rank(from);
    List<Integer> axes =
        order == null
            ? IntStream.range(0, rank).map(a -> rank - 1 - a).boxed().toList()
            : Arrays.stream(order).mapToObj(a -> GraphReading.axis(a, rank)).toList();
    graph.emit(new Transpose(node.output(), from, axes));
  }

  private static void pad(OnnxNode node, GraphReading graph) {
    String map = WindowOperators.map(node, graph);
    String mode = node.oneOf("mode", "constant", "edge", "reflect");
    long[] pads = node.integers("pads").orElse(null);
    pads = node.has(1) ? graph.host(node, 1).longs() : pads;
    float value = node.has(2) ? graph.scalar(node, 2) : node.real("value", 0);
    long[] axes = node.has(3) ? graph.host(node, 3).longs() : new long[] {0, 1, 2, 3};
    if (pads == null || pads.length != 2 * axes.length) {
      throw new MalformedException(
          "pads " + Arrays.toString(pads), "two numbers for each of " + axes.length + " axes");
    }
    int[] begin = new int[4];
    int[] end = new int[4];
    for (int i = 0; i < axes.length; i++) {
      int axis = GraphReading.axis(axes[i], 4);
      begin[axis] = OnnxNode.small("pads", pads[i]);
      end[axis] = OnnxNode.small("pads", pads[i + axes.length]);
    }
    if (begin[0] + end[0] + begin[1] + end[1] != 0
        || Math.min(Math.min(begin[2], begin[3]), Math.min(end[2], end[3])) < 0) {
      throw new MalformedException(
          "pads " + Arrays.toString(pads), "rows and columns added to pictures, none cut off");
    }
    graph.emit(
        new Pad(
            node.output(),
            map,
            Pad.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
            value,
            begin[2],
            begin[3],
            end[2],
            end[3]));
  }
}
