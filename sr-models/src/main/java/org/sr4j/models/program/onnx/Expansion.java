package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Repeats values along axes of size 1 ({@code Expand}): a sum with zeros of the wanted shape. Where
 * that depends on the picture's size, the zeros are those of a map that has it.
 */
final class Expansion {

  /** More zeros than this belong into no program. */
  private static final long MAX_ZEROS = 1 << 20;

  private Expansion() {}

  /**
   * @param wanted sizes for each of {@link Probes}
   * @throws MalformedException if they do not fit the value, or depend on the picture's size as
   *     those of no map do
   */
  static void write(String output, String from, double[][] wanted, GraphReading graph) {
    long[][] shapes = new long[Probes.COUNT][];
    for (int p = 0; p < shapes.length; p++) {
      shapes[p] = joined(graph.probes().shape(p, from), wanted[p]);
    }
    boolean same =
        IntStream.range(0, Probes.COUNT)
            .allMatch(p -> Arrays.equals(shapes[p], graph.probes().shape(p, from)));
    if (same) {
      graph.emit(new Identity(output, from));
      return;
    }
    long[] fixed = fixedZeros(from, shapes, graph);
    if (Tensor.elements(fixed) > MAX_ZEROS) {
      throw new MalformedException(
          "an expansion to " + Arrays.toString(fixed), "at most " + MAX_ZEROS + " values");
    }
    String zeros =
        graph.constant(output + ".zeros", fixed, new float[(int) Tensor.elements(fixed)]);
    if (varies(from, shapes, graph)) {
      String plane = graph.fresh(output + ".plane");
      String spread = graph.fresh(output + ".spread");
      graph.emit(new Slice(plane, map(shapes, graph), 1, 0, 1));
      graph.emit(new Binary(spread, plane, zeros, Binary.Kind.MULTIPLY));
      zeros = spread;
    }
    graph.emit(new Binary(output, from, zeros, Binary.Kind.ADD));
  }

  /** NumPy's rule for two shapes. */
  private static long[] joined(long[] from, double[] wanted) {
    long[] shape = new long[Math.max(from.length, wanted.length)];
    for (int i = 1; i <= shape.length; i++) {
      long a = i <= from.length ? from[from.length - i] : 1;
      long b = i <= wanted.length ? (long) wanted[wanted.length - i] : 1;
      if (b < 1 || (a != b && a != 1 && b != 1)) {
        throw new MalformedException(
            "an expansion of " + Arrays.toString(from) + " to " + Arrays.toString(wanted),
            "sizes that are equal or 1");
      }
      shape[shape.length - i] = Math.max(a, b);
    }
    return shape;
  }

  /** The wanted sizes where the value has 1 and no picture decides; 1 elsewhere. */
  private static long[] fixedZeros(String from, long[][] shapes, GraphReading graph) {
    long[] in = graph.probes().shape(0, from);
    int rank = shapes[0].length;
    long[] zeros = new long[rank];
    for (int i = 0; i < rank; i++) {
      long before = i < rank - in.length ? 1 : in[i - rank + in.length];
      boolean decided = shapes[0][i] == shapes[1][i];
      zeros[i] = decided && before == 1 ? shapes[0][i] : 1;
    }
    return zeros;
  }

  /** Whether an axis gets a size that depends on the picture's. */
  private static boolean varies(String from, long[][] shapes, GraphReading graph) {
    List<Long> in = graph.probes().fixed(from);
    int rank = shapes[0].length;
    return IntStream.range(0, rank)
        .anyMatch(
            i ->
                shapes[0][i] != shapes[1][i]
                    && (i < rank - in.size() || in.get(i - rank + in.size()) == 1));
  }

  /** A map of the wanted height, width and number of samples: the picture, if it has them. */
  private static String map(long[][] shapes, GraphReading graph) {
    Optional<String> map =
        graph.computed().stream()
            .filter(
                name ->
                    IntStream.range(0, Probes.COUNT)
                        .allMatch(p -> fits(graph.probes().shape(p, name), shapes[p])))
            .findFirst();
    return map.orElseThrow(
        () ->
            new MalformedException(
                "an expansion to "
                    + Arrays.toString(shapes[0])
                    + ", computed from the picture's size",
                "the height and width of a map"));
  }

  private static boolean fits(long[] map, long[] shape) {
    return map.length == 4
        && shape.length == 4
        && map[0] == shape[0]
        && map[2] == shape[2]
        && map[3] == shape[3];
  }
}
