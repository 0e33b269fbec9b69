package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Which part of a value {@code Slice} takes.
 *
 * @param starts first index of each axis in {@code axes}
 * @param ends one past the last
 * @param axes from 0
 */
record SliceArguments(long[] starts, long[] ends, int[] axes) {

  /**
   * Of attributes (to opset 9) or inputs.
   *
   * @param rank of what is sliced
   * @throws MalformedException if they do not belong together, depend on the picture's size, or
   *     step by anything but 1
   */
  static SliceArguments of(OnnxNode node, GraphReading graph, int rank) {
    boolean attributes = graph.opset() < 10;
    long[] starts =
        attributes ? node.integers("starts").orElse(new long[0]) : input(node, graph, 1);
    long[] ends = attributes ? node.integers("ends").orElse(new long[0]) : input(node, graph, 2);
    long[] axes = null;
    if (attributes) {
      axes = node.integers("axes").orElse(null);
    } else if (node.has(3)) {
      axes = input(node, graph, 3);
    }
    if (axes == null) {
      axes = IntStream.range(0, starts.length).asLongStream().toArray();
    }
    if (starts.length != ends.length || starts.length != axes.length) {
      throw new MalformedException(
          starts.length + " starts, " + ends.length + " ends, " + axes.length + " axes",
          "as many of each");
    }
    if (node.has(4) && IntStream.range(0, starts.length).anyMatch(i -> step(node, graph, i) != 1)) {
      throw new MalformedException("steps " + Arrays.toString(input(node, graph, 4)), "steps of 1");
    }
    int[] checked = Arrays.stream(axes).mapToInt(a -> GraphReading.axis(a, rank)).toArray();
    return new SliceArguments(starts, ends, checked);
  }

  private static long[] input(OnnxNode node, GraphReading graph, int index) {
    return graph.host(node, index).longs();
  }

  private static long step(OnnxNode node, GraphReading graph, int index) {
    long[] steps = input(node, graph, 4);
    return index < steps.length ? steps[index] : 0;
  }
}
