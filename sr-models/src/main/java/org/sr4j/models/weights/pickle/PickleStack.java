package org.sr4j.models.weights.pickle;

import java.util.ArrayList;
import java.util.List;
import org.sr4j.models.weights.binary.MalformedException;

/** The stack of the pickle machine. Nothing is taken from below the topmost mark. */
final class PickleStack {

  private final List<Object> items = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  void push(Object item) {
    items.add(item);
  }

  Object pop() {
    checkHolds(1);
    return items.remove(items.size() - 1);
  }

  Object top() {
    checkHolds(1);
    return items.get(items.size() - 1);
  }

  void mark() {
    marks.add(items.size());
  }

  /** Removes the topmost mark and what lies above it. */
  List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw new MalformedException("a pickle that ends a list it did not begin", null);
    }
    List<Object> above = items.subList(marks.remove(marks.size() - 1), items.size());
    List<Object> copy = new ArrayList<>(above);
    above.clear();
    return copy;
  }

  /** Removes the topmost {@code count} items, without a mark. */
  List<Object> pop(int count) {
    checkHolds(count);
    List<Object> above = items.subList(items.size() - count, items.size());
    List<Object> copy = new ArrayList<>(above);
    above.clear();
    return copy;
  }

  /** The one item of a finished pickle. */
  Object only() {
    if (items.size() != 1 || !marks.isEmpty()) {
      throw new MalformedException("a pickle that leaves " + items.size() + " values", "one value");
    }
    return items.get(0);
  }

  private void checkHolds(int count) {
    int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    if (items.size() - floor < count) {
      throw new MalformedException("a pickle that takes a value which is not there", null);
    }
  }
}
