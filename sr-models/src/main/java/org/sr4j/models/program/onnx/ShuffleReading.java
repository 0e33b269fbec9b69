package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Reshape;

/**
 * Recognises pixel shuffles that are written as reshape to six axes, transpose, reshape: what
 * PyTorch wrote before opset 11, and still writes for the inverse. The steps between have two axes
 * that depend on the picture's size, which no reshape to a fixed shape can have.
 */
final class ShuffleReading {

  private static final int AXES = 6;

  /**
   * A map of six axes.
   *
   * @param from the map of four
   * @param sizes of the six, for each of {@link Probes}
   * @param order of the axes; null before the transpose
   */
  private record SixAxes(String from, long[][] sizes, long[] order) {}

  private final Map<String, SixAxes> pending = new HashMap<>();

  /**
   * @param wanted sizes for each of {@link Probes}
   * @return whether the reshape was dealt with
   */
  boolean reshape(OnnxNode node, GraphReading graph, double[][] wanted) {
    SixAxes split = pending.get(node.input(0));
    if (split != null) {
      Operation operation = split.order() == null ? null : joined(node, graph, split, wanted);
      if (operation != null) {
        graph.emit(operation);
      }
      return operation != null;
    }
    if (wanted[0].length != AXES || !graph.probes().knows(node.input(0))) {
      return false;
    }
    String from = node.input(0);
    long[][] sizes = new long[Probes.COUNT][];
    for (int p = 0; p < sizes.length; p++) {
      sizes[p] = sizes(graph.probes().shape(p, from), wanted[p]);
    }
    if (graph.rank(from) != 4) {
      return false;
    }
    pending.put(node.output(), new SixAxes(from, sizes, null));
    return true;
  }

  /**
   * @return whether the transpose was dealt with
   */
  boolean transpose(OnnxNode node, long[] order) {
    SixAxes split = pending.get(node.input(0));
    if (split == null || split.order() != null) {
      return false;
    }
    pending.put(node.output(), new SixAxes(split.from(), split.sizes(), order));
    return true;
  }

  private static long[] sizes(long[] from, double[] wanted) {
    List<Long> shape = Arrays.stream(wanted).mapToObj(size -> (long) size).toList();
    return Probes.shape(new Reshape("six", "map", shape), name -> from);
  }

  private static Operation joined(
      OnnxNode node, GraphReading graph, SixAxes split, double[][] wanted) {
    for (PixelShuffle.Order order : PixelShuffle.Order.values()) {
      boolean channelFirst = order == PixelShuffle.Order.CHANNEL_FIRST;
      int cell = channelFirst ? 2 : 1;
      long factor = split.sizes()[0][cell];
      if (Arrays.equals(
              split.order(), channelFirst ? perm(0, 1, 4, 2, 5, 3) : perm(0, 3, 4, 1, 5, 2))
          && matches(graph, split, wanted, (in, six, out) -> shuffles(in, six, out, cell))) {
        return new PixelShuffle(node.output(), split.from(), (int) factor, order);
      }
      if (Arrays.equals(
              split.order(), channelFirst ? perm(0, 1, 3, 5, 2, 4) : perm(0, 3, 5, 1, 2, 4))
          && matches(graph, split, wanted, ShuffleReading::unshuffles)) {
        return new PixelUnshuffle(node.output(), split.from(), (int) split.sizes()[0][3], order);
      }
    }
    return null;
  }

  private static long[] perm(long... order) {
    return order;
  }

  /** Compares the shapes of map, six axes and result. */
  private interface Shapes {
    boolean fit(long[] in, long[] six, long[] out);
  }

  private static boolean matches(
      GraphReading graph, SixAxes split, double[][] wanted, Shapes shapes) {
    for (int p = 0; p < Probes.COUNT; p++) {
      long[] in = graph.probes().shape(p, split.from());
      long[] six = split.sizes()[p];
      long[] moved = new long[AXES];
      for (int axis = 0; axis < AXES; axis++) {
        moved[axis] = six[(int) split.order()[axis]];
      }
      long[] out = sizes(moved, wanted[p]);
      if (out.length != 4 || !shapes.fit(in, six, out)) {
        return false;
      }
    }
    return true;
  }

  private static boolean shuffles(long[] in, long[] six, long[] out, int cell) {
    long factor = six[cell];
    long channels = cell == 2 ? six[1] : six[3];
    return six[cell + 1] == factor
        && Arrays.equals(in, new long[] {six[0], channels * factor * factor, six[4], six[5]})
        && Arrays.equals(out, new long[] {in[0], channels, in[2] * factor, in[3] * factor});
  }

  private static boolean unshuffles(long[] in, long[] six, long[] out) {
    long factor = six[3];
    return six[5] == factor
        && Arrays.equals(in, new long[] {six[0], six[1], six[2] * factor, six[4] * factor})
        && Arrays.equals(out, new long[] {in[0], in[1] * factor * factor, six[2], six[4]});
  }

  /** Values that only a shuffle could have used. */
  List<String> names() {
    return pending.keySet().stream().sorted().toList();
  }
}
