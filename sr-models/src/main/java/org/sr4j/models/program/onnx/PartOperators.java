package org.sr4j.models.program.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Window;
import org.sr4j.models.weights.binary.MalformedException;

/** Operators that take parts of a value. */
final class PartOperators {

  static final Map<String, OperatorReader> ALL =
      Map.of(
          "Gather", PartOperators::gather,
          "Slice", PartOperators::slice,
          "Split", PartOperators::split);

  /** Gathering more runs of channels than this is no slicing any more. */
  private static final int MAX_RUNS = 256;

  private PartOperators() {}

  private static void slice(OnnxNode node, GraphReading graph) {
    String from = graph.value(node, 0);
    SliceArguments part = SliceArguments.of(node, graph, graph.rank(from));
    int count = part.axes().length;
    if (count == 0) {
      graph.emit(new Identity(node.output(), from));
    }
    for (int i = 0; i < count; i++) {
      String output = i == count - 1 ? node.output() : graph.fresh(node.output() + ".part");
      slice(output, from, part, i, graph);
      from = output;
    }
  }

  /** One axis of a slice. */
  private static void slice(
      String output, String from, SliceArguments part, int i, GraphReading graph) {
    int axis = part.axes()[i];
    long step = part.steps()[i];
    long length = graph.probes().fixed(from).get(axis);
    if (step == 1) {
      graph.emit(new Slice(output, from, axis, part.starts()[i], part.ends()[i]));
    } else if (length >= 0 && (axis < 2 || graph.rank(from) != 4)) {
      runs(output, from, axis, part.places(i, length), graph);
    } else if (step > 0 && axis >= 2 && graph.rank(from) == 4) {
      everyNth(output, from, part, i, graph);
    } else {
      throw new MalformedException(
          "a step of " + step + " along axis " + axis + " of " + graph.probes().fixed(from),
          "a step of 1, or above 0 along rows and columns of pictures");
    }
  }

  /**
   * Rows or columns at a distance: the largest value of windows of one pixel. Exporters write a
   * slice of rows, then one of columns; both become one operation.
   */
  private static void everyNth(
      String output, String from, SliceArguments part, int i, GraphReading graph) {
    int axis = part.axes()[i];
    int step = OnnxNode.small("step", part.steps()[i]);
    Optional<Pool> before =
        graph
            .maker(from)
            .filter(Pool.class::isInstance)
            .map(Pool.class::cast)
            .filter(pool -> pool.window().equals(everyNth(axis == 3, step)));
    String map = before.map(Pool::input).orElse(from);
    String dense = graph.fresh(output + ".dense");
    graph.emit(new Slice(dense, map, axis, part.starts()[i], part.ends()[i]));
    Window window =
        before.isPresent()
            ? new Window(1, 1, step, step, 1, 1, 0, 0, 0, 0)
            : everyNth(axis == 2, step);
    graph.emit(new Pool(output, dense, Pool.Kind.MAX, window, false));
  }

  private static Window everyNth(boolean rows, int step) {
    return new Window(1, 1, rows ? step : 1, rows ? 1 : step, 1, 1, 0, 0, 0, 0);
  }

  private static void split(OnnxNode node, GraphReading graph) {
    String from = graph.value(node, 0);
    int axis = graph.axis(node.integer("axis", 0), from);
    List<String> outputs = node.outputs();
    long[] sizes = node.integers("split").orElse(null);
    sizes = node.has(1) ? graph.host(node, 1).longs() : sizes;
    long length = graph.probes().fixed(from).get(axis);
    node.only("num_outputs", outputs.size());
    if (sizes == null) {
      if (length < 0 || outputs.isEmpty()) {
        throw new MalformedException(
            "equal parts of an axis of unknown size", "sizes of the parts");
      }
      // The last part is the smaller one.
      long part = (length + outputs.size() - 1) / outputs.size();
      sizes = new long[outputs.size()];
      Arrays.fill(sizes, part);
      sizes[sizes.length - 1] = length - part * (outputs.size() - 1);
    }
    if (sizes.length != outputs.size() || (length >= 0 && Arrays.stream(sizes).sum() != length)) {
      throw new MalformedException(
          "parts " + Arrays.toString(sizes),
          outputs.size() + " that make " + (length < 0 ? "the axis" : length));
    }
    long start = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (!outputs.get(i).isEmpty()) {
        graph.emit(new Slice(outputs.get(i), from, axis, start, start + sizes[i]));
      }
      start += sizes[i];
    }
  }

  /** Channels in another order, or some of them: runs of them joined. */
  private static void gather(OnnxNode node, GraphReading graph) {
    String from = graph.value(node, 0);
    int axis = graph.axis(node.integer("axis", 0), from);
    HostValue indices = graph.host(node, 1);
    long length = graph.probes().fixed(from).get(axis);
    long[] places = indices.longs();
    if (indices.scalar() || length < 0 || places.length == 0) {
      throw new MalformedException("one index, or an axis of unknown size", "a list of indices");
    }
    for (int i = 0; i < places.length; i++) {
      places[i] = GraphReading.axis(places[i], (int) length);
    }
    PixelUnshuffle cells =
        graph
            .maker(from)
            .filter(PixelUnshuffle.class::isInstance)
            .map(PixelUnshuffle.class::cast)
            .orElse(null);
    if (axis == 1
        && cells != null
        && cells.order() == PixelShuffle.Order.CELL_FIRST
        && Arrays.equals(
            places,
            ChannelOrder.ofUnshuffle(
                (int) (length / ((long) cells.factor() * cells.factor())), cells.factor()))) {
      graph.emit(
          new PixelUnshuffle(
              node.output(), cells.input(), cells.factor(), PixelShuffle.Order.CHANNEL_FIRST));
      return;
    }
    runs(node.output(), from, axis, places, graph);
  }

  private static void runs(
      String output, String from, int axis, long[] places, GraphReading graph) {
    List<long[]> runs = new ArrayList<>();
    for (long place : places) {
      long[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && last[1] == place) {
        last[1]++;
      } else {
        runs.add(new long[] {place, place + 1});
      }
    }
    if (runs.size() > MAX_RUNS) {
      throw new MalformedException(
          "a gathering of " + runs.size() + " runs", "at most " + MAX_RUNS);
    }
    if (runs.size() == 1) {
      graph.emit(new Slice(output, from, axis, runs.get(0)[0], runs.get(0)[1]));
      return;
    }
    List<String> parts = new ArrayList<>();
    for (long[] run : runs) {
      String part = graph.fresh(output + ".part");
      graph.emit(new Slice(part, from, axis, run[0], run[1]));
      parts.add(part);
    }
    graph.emit(new Concat(output, parts, axis));
  }
}
