package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Which part of a value {@code Slice} takes.
 *
 * @param starts first index of each axis in {@code axes}
 * @param ends one past the last
 * @param axes from 0
 * @param steps from one index to the next; backwards below 0
 */
record SliceArguments(long[] starts, long[] ends, int[] axes, long[] steps) {

  /**
   * Of attributes (to opset 9) or inputs.
   *
   * @param rank of what is sliced
   * @throws MalformedException if they do not belong together or depend on the picture's size
   */
  static SliceArguments of(OnnxNode node, GraphReading graph, int rank) {
    boolean attributes = graph.opset() < 10;
    long[] starts =
        attributes ? node.integers("starts").orElse(new long[0]) : input(node, graph, 1);
    long[] ends = attributes ? node.integers("ends").orElse(new long[0]) : input(node, graph, 2);
    long[] axes = IntStream.range(0, starts.length).asLongStream().toArray();
    long[] steps = new long[starts.length];
    Arrays.fill(steps, 1);
    if (attributes) {
      axes = node.integers("axes").orElse(axes);
    } else {
      axes = node.has(3) ? input(node, graph, 3) : axes;
      steps = node.has(4) ? input(node, graph, 4) : steps;
    }
    if (starts.length != ends.length
        || starts.length != axes.length
        || starts.length != steps.length) {
      throw new MalformedException(
          "%d starts, %d ends, %d axes, %d steps"
              .formatted(starts.length, ends.length, axes.length, steps.length),
          "as many of each");
    }
    if (Arrays.stream(steps).anyMatch(step -> step == 0)) {
      throw new MalformedException("a step of 0", "1 or more, or -1 or less");
    }
    int[] checked = Arrays.stream(axes).mapToInt(a -> GraphReading.axis(a, rank)).toArray();
    return new SliceArguments(starts, ends, checked, steps);
  }

  private static long[] input(OnnxNode node, GraphReading graph, int index) {
    return graph.host(node, index).longs();
  }

  /**
   * The indices that are taken of an axis.
   *
   * @param i which of {@code axes}
   * @param length of that axis
   */
  long[] places(int i, long length) {
    boolean forwards = steps[i] > 0;
    long start = clamp(starts[i], length, 0, forwards ? length : length - 1);
    long end = clamp(ends[i], length, forwards ? 0 : -1, forwards ? length : length - 1);
    return LongStream.iterate(
            start, at -> forwards ? at < end : at > end, at -> Math.addExact(at, steps[i]))
        .toArray();
  }

  /** Counted from the end if negative, and within bounds. */
  private static long clamp(long index, long length, long least, long most) {
    // No sum of the least integer, which exporters write for "to the beginning".
    long from = index >= 0 ? index : index < -length ? -1 : index + length;
    return Math.max(least, Math.min(most, from));
  }
}
