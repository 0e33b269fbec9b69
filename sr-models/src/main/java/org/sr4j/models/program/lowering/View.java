package org.sr4j.models.program.lowering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.sr4j.models.program.shape.Dim;

/**
 * The values of a program's value, rearranged by reshapes and permutations. Every axis, of the base
 * and of the view, is a sequence of digits; a rearrangement is an order of digits. Axes of size 1
 * have none.
 *
 * @param base name of the value
 * @param baseShape its shape
 */
record View(
    String base,
    List<Dim> baseShape,
    List<List<Digit>> baseAxes,
    List<Dim> shape,
    List<List<Digit>> axes)
    implements Value {

  /** A value as it is. */
  static View of(String base, List<Dim> shape) {
    List<List<Digit>> axes =
        shape.stream().map(d -> d.is(1) ? List.<Digit>of() : List.of(new Digit(d))).toList();
    return new View(base, List.copyOf(shape), axes, List.copyOf(shape), axes);
  }

  View permuted(List<Integer> order) {
    return new View(
        base,
        baseShape,
        baseAxes,
        order.stream().map(shape::get).toList(),
        order.stream().map(axes::get).toList());
  }

  /** Empty if the new axes do not consist of whole digits. */
  Optional<View> reshaped(List<Dim> target) {
    Deque<Digit> rest = new ArrayDeque<>(axes.stream().flatMap(List::stream).toList());
    View view = this;
    List<List<Digit>> grouped = new ArrayList<>();
    for (Dim size : target) {
      List<Digit> axis = new ArrayList<>();
      Dim missing = size;
      while (!missing.is(1)) {
        Digit next = rest.poll();
        if (next == null) {
          return Optional.empty();
        }
        Optional<Dim> more = missing.dividedBy(next.size);
        if (more.isPresent()) {
          axis.add(next);
          missing = more.get();
          continue;
        }
        Optional<Dim> inner = next.size.dividedBy(missing);
        if (inner.isEmpty()) {
          return Optional.empty();
        }
        Digit outer = new Digit(missing);
        Digit remaining = new Digit(inner.get());
        view = view.split(next, outer, remaining);
        axis.add(outer);
        rest.push(remaining);
        missing = Dim.ONE;
      }
      grouped.add(axis);
    }
    return rest.isEmpty()
        ? Optional.of(new View(base, baseShape, view.baseAxes, List.copyOf(target), grouped))
        : Optional.empty();
  }

  private View split(Digit whole, Digit outer, Digit inner) {
    List<List<Digit>> changed = new ArrayList<>();
    for (List<Digit> axis : baseAxes) {
      List<Digit> digits = new ArrayList<>(axis);
      int place = digits.indexOf(whole);
      if (place >= 0) {
        digits.set(place, outer);
        digits.add(place + 1, inner);
      }
      changed.add(digits);
    }
    return new View(base, baseShape, changed, shape, axes);
  }

  boolean isWhole() {
    return shape.equals(baseShape) && flat(axes).equals(flat(baseAxes));
  }

  static List<Digit> flat(List<List<Digit>> axes) {
    return axes.stream().flatMap(List::stream).toList();
  }

  static Dim size(List<Digit> digits) {
    return Dim.product(digits.stream().map(d -> d.size).toList());
  }
}
