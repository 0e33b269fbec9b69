package org.sr4j.models.program.onnx;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Softmax;
import org.sr4j.models.weights.binary.MalformedException;

/** Operators over whole axes. */
final class ReductionOperators {

  static final Map<String, OperatorReader> ALL =
      Map.of(
          "GlobalAveragePool", (node, graph) -> global(node, graph, Reduce.Kind.MEAN),
          "GlobalMaxPool", (node, graph) -> global(node, graph, Reduce.Kind.MAX),
          "ReduceMax", (node, graph) -> reduce(node, graph, Reduce.Kind.MAX),
          "ReduceMean", (node, graph) -> reduce(node, graph, Reduce.Kind.MEAN),
          "ReduceMin", (node, graph) -> reduce(node, graph, Reduce.Kind.MIN),
          "ReduceSum", (node, graph) -> reduce(node, graph, Reduce.Kind.SUM),
          "Softmax", ReductionOperators::softmax);

  private ReductionOperators() {}

  private static void global(OnnxNode node, GraphReading graph, Reduce.Kind kind) {
    String map = graph.value(node, 0);
    List<Integer> axes = IntStream.range(2, graph.rank(map)).boxed().toList();
    graph.emit(new Reduce(node.output(), map, kind, axes, true));
  }

  private static void reduce(OnnxNode node, GraphReading graph, Reduce.Kind kind) {
    String map = graph.value(node, 0);
    long[] given = node.integers("axes").orElse(new long[0]);
    if (node.has(1)) {
      given = graph.host(node, 1).longs();
    }
    boolean keep = node.integer("keepdims", 1) != 0;
    if (given.length == 0 && node.integer("noop_with_empty_axes", 0) != 0) {
      graph.emit(new Identity(node.output(), map));
      return;
    }
    node.ignore("noop_with_empty_axes");
    graph.emit(new Reduce(node.output(), map, kind, graph.axes(given, graph.rank(map)), keep));
  }

  /** To opset 12 the axes from {@code axis} on are taken together. */
  private static void softmax(OnnxNode node, GraphReading graph) {
    String map = graph.value(node, 0);
    boolean together = graph.opset() < 13;
    int axis = graph.axis(node.integer("axis", together ? 1 : -1), map);
    if (together
        && graph.probes().fixed(map).subList(axis + 1, graph.rank(map)).stream()
            .anyMatch(size -> size != 1)) {
      throw new MalformedException(
          "axis " + axis + " before axes of more than one value (opset " + graph.opset() + ")",
          "the last axis");
    }
    graph.emit(new Softmax(node.output(), map, axis));
  }
}
