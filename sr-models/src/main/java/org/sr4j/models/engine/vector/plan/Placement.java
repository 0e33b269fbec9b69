package org.sr4j.models.engine.vector.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places values in as little memory as a greedy search finds: the largest first, each at the lowest
 * place that is free as long as it lives (Pisarchyk and Lee 2020, "Efficient memory management for
 * deep neural net inference", greedy by size).
 */
final class Placement {

  /** Where a value begins. */
  record Place(int block, int offset) {}

  /** Floats of a cache line. */
  private static final int ALIGNMENT = 16;

  private final long blockLimit;
  private final List<List<Value>> blocks = new ArrayList<>();
  private final List<Long> lengths = new ArrayList<>();
  private final Map<Value, Place> places = new IdentityHashMap<>();

  /**
   * @param values that need memory, with the time that they live
   * @param blockLimit floats in one array; a value longer than that gets a block of its own
   */
  Placement(List<Value> values, long blockLimit) {
    this.blockLimit = blockLimit;
    List<Value> order = new ArrayList<>(values);
    order.sort(Comparator.comparingLong(Value::floats).reversed());
    for (Value value : order) {
      int block = 0;
      while (!fits(value, block)) {
        block++;
      }
    }
  }

  private boolean fits(Value value, int block) {
    if (block == blocks.size()) {
      blocks.add(new ArrayList<>());
      lengths.add(0L);
    }
    List<Value> placed = blocks.get(block);
    long length = aligned(value.floats());
    long offset = 0;
    // Sorted by offset: the first gap between those that live at the same time is the lowest.
    for (Value other : placed) {
      long start = places.get(other).offset();
      if (other.first <= value.last && value.first <= other.last) {
        if (start >= offset + length) {
          break;
        }
        offset = Math.max(offset, start + aligned(other.floats()));
      }
    }
    if (offset > 0 && offset + length > blockLimit) {
      return false;
    }
    int position = 0;
    while (position < placed.size() && places.get(placed.get(position)).offset() < offset) {
      position++;
    }
    placed.add(position, value);
    places.put(value, new Place(block, (int) offset));
    lengths.set(block, Math.max(lengths.get(block), offset + length));
    return true;
  }

  private static long aligned(long length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  Place of(Value value) {
    return places.get(value);
  }

  /** Length of every block, in floats. */
  long[] lengths() {
    return lengths.stream().mapToLong(Long::longValue).toArray();
  }
}
