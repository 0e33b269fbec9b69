package org.sr4j.models.engine.nd4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places operands in as little memory as a greedy search finds: the largest first, each at the
 * lowest place that is free as long as it lives (Pisarchyk and Lee 2020, "Efficient memory
 * management for deep neural net inference", greedy by size).
 */
final class MemoryLayout {

  /** Where an operand begins: elements from the start of one of the blocks. */
  record Place(int block, long offset) {}

  private static final int ALIGNMENT_BYTES = 64;

  private final long blockLimit;
  private final long alignment;
  private final List<List<Operand>> blocks = new ArrayList<>();
  private final List<Long> lengths = new ArrayList<>();
  private final Map<Operand, Place> places = new IdentityHashMap<>();

  /**
   * @param blockLimit greatest offset in one block, in elements
   * @param elementBytes size of an element
   */
  MemoryLayout(long blockLimit, int elementBytes) {
    this.blockLimit = blockLimit;
    this.alignment = Math.max(1, ALIGNMENT_BYTES / elementBytes);
  }

  /** Places operands of one data type; {@code first} and {@code last} say when they live. */
  void place(List<Operand> operands) {
    List<Operand> order = new ArrayList<>(operands);
    order.sort(Comparator.comparingLong(Operand::length).reversed());
    for (Operand operand : order) {
      int block = 0;
      while (!fits(operand, block)) {
        block++;
      }
    }
  }

  private boolean fits(Operand operand, int block) {
    if (block == blocks.size()) {
      blocks.add(new ArrayList<>());
      lengths.add(0L);
    }
    List<Operand> placed = blocks.get(block);
    long length = aligned(operand.length());
    long offset = 0;
    int position = 0;
    // Sorted by offset: the first gap between those that live at the same time is the lowest.
    for (Operand other : placed) {
      long start = places.get(other).offset();
      if (other.first <= operand.last && operand.first <= other.last) {
        if (start >= offset + length) {
          break;
        }
        offset = Math.max(offset, start + aligned(other.length()));
      }
    }
    if (offset > 0 && offset + length > blockLimit) {
      return false;
    }
    while (position < placed.size() && places.get(placed.get(position)).offset() < offset) {
      position++;
    }
    placed.add(position, operand);
    places.put(operand, new Place(block, offset));
    lengths.set(block, Math.max(lengths.get(block), offset + length));
    return true;
  }

  private long aligned(long length) {
    return (length + alignment - 1) / alignment * alignment;
  }

  Place of(Operand operand) {
    return places.get(operand);
  }

  /** Length of every block, in elements. */
  List<Long> lengths() {
    return lengths;
  }
}
