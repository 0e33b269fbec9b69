package org.sr4j.models.program.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.program.shape.Dim;

/** Writes a view as the fewest operations: one shuffle where it is one. */
final class Rearrangement {

  private final Draft draft;
  private final View view;
  private final String name;

  Rearrangement(Draft draft, View view, String name) {
    this.draft = draft;
    this.view = view;
    this.name = name;
  }

  /** Whether it is a pixel shuffle or the inverse. */
  static boolean isShuffle(View view) {
    return view.axes().size() == 4
        && view.baseAxes().size() == 4
        && (Shuffle.of(view.baseAxes(), view.axes()) != null
            || Shuffle.of(view.axes(), view.baseAxes()) != null);
  }

  String write() {
    List<List<Digit>> from = view.baseAxes();
    List<List<Digit>> to = view.axes();
    if (View.flat(from).equals(View.flat(to))) {
      return reshape(view.base(), view.shape(), name);
    }
    List<Integer> order = order(from, to);
    if (order != null) {
      return draft.add(new Transpose(name, view.base(), order)).base();
    }
    if (from.size() == 4 && to.size() == 4) {
      Shuffle shuffle = Shuffle.of(from, to);
      if (shuffle != null) {
        return draft
            .add(new PixelShuffle(name, view.base(), shuffle.factor(), shuffle.order()))
            .base();
      }
      Shuffle inverse = Shuffle.of(to, from);
      if (inverse != null) {
        return draft
            .add(new PixelUnshuffle(name, view.base(), inverse.factor(), inverse.order()))
            .base();
      }
    }
    return digitByDigit();
  }

  /** For each axis of {@code to} the equal axis of {@code from}, or null. */
  private static List<Integer> order(List<List<Digit>> from, List<List<Digit>> to) {
    if (from.size() != to.size()) {
      return null;
    }
    List<Integer> order = new ArrayList<>();
    for (List<Digit> axis : to) {
      int found = -1;
      for (int i = 0; i < from.size() && found < 0; i++) {
        found = from.get(i).equals(axis) && !order.contains(i) ? i : -1;
      }
      if (found < 0) {
        return null;
      }
      order.add(found);
    }
    return order;
  }

  private record Shuffle(int factor, PixelShuffle.Order order) {

    /** Whether cells {@code [n][c..][h][w]} become pixels {@code [n][..][h i][w j]}. */
    static Shuffle of(List<List<Digit>> cells, List<List<Digit>> pixels) {
      List<Digit> rows = tail(cells.get(2), pixels.get(2));
      List<Digit> columns = tail(cells.get(3), pixels.get(3));
      if (!cells.get(0).equals(pixels.get(0)) || rows == null || columns == null) {
        return null;
      }
      Dim factor = View.size(rows);
      if (!factor.isConstant() || !factor.equals(View.size(columns))) {
        return null;
      }
      List<Digit> phase = new ArrayList<>(rows);
      phase.addAll(columns);
      int r = Math.toIntExact(factor.constant());
      if (joined(pixels.get(1), phase).equals(cells.get(1))) {
        return new Shuffle(r, PixelShuffle.Order.CHANNEL_FIRST);
      }
      return joined(phase, pixels.get(1)).equals(cells.get(1))
          ? new Shuffle(r, PixelShuffle.Order.CELL_FIRST)
          : null;
    }

    private static List<Digit> tail(List<Digit> head, List<Digit> whole) {
      return whole.size() > head.size() && whole.subList(0, head.size()).equals(head)
          ? whole.subList(head.size(), whole.size())
          : null;
    }

    private static List<Digit> joined(List<Digit> a, List<Digit> b) {
      List<Digit> all = new ArrayList<>(a);
      all.addAll(b);
      return all;
    }
  }

  /** Each digit an axis, permuted, and joined to the axes wanted. */
  private String digitByDigit() {
    List<Digit> from = View.flat(view.baseAxes());
    List<Digit> to = View.flat(view.axes());
    String digits =
        reshape(
            view.base(), from.stream().map(d -> d.size).toList(), draft.unused(name + "/digits"));
    List<Integer> order = to.stream().map(from::indexOf).toList();
    String permuted =
        draft.add(new Transpose(draft.unused(name + "/permuted"), digits, order)).base();
    return reshape(permuted, view.shape(), name);
  }

  private String reshape(String input, List<Dim> shape, String output) {
    List<Dim> before = draft.shapes.get(input);
    if (before.equals(shape)) {
      return input;
    }
    List<Long> sizes = new ArrayList<>();
    int open = 0;
    for (int i = 0; i < shape.size(); i++) {
      Dim size = shape.get(i);
      boolean kept = i < before.size() && Objects.equals(size, before.get(i));
      if (size.isConstant()) {
        sizes.add(size.constant());
      } else {
        sizes.add(kept ? 0L : -1L);
        open += kept ? 0 : 1;
      }
    }
    if (open > 1) {
      throw new FreeSizeException("the reshape of " + before + " to " + shape);
    }
    return draft.add(new Reshape(output, input, sizes)).base();
  }
}
