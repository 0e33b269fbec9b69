package org.sr4j.models.engine.nd4j;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The native memory of a plan: a few large blocks that its operands share. */
final class Memory implements AutoCloseable {

  /** ND4J refuses views that begin beyond this element. */
  private static final long BLOCK_LIMIT = Integer.MAX_VALUE - 64;

  private static final int ALIGNMENT_BYTES = 64;

  private final List<INDArray> blocks = new ArrayList<>();

  /** Allocates what the operands need and gives each its array. */
  Memory(List<Operand> operands) {
    Map<DataType, List<Operand>> byType = new EnumMap<>(DataType.class);
    for (Operand operand : operands) {
      if (operand.needsMemory()) {
        byType.computeIfAbsent(operand.type, type -> new ArrayList<>()).add(operand);
      }
    }
    byType.forEach(this::allocate);
    for (Operand operand : operands) {
      Operand root = operand.root();
      if (operand.array == null && root != operand) {
        operand.array = ArrayView.of(root.array.data(), operand.type, 0, operand.shape);
      }
    }
  }

  private void allocate(DataType type, List<Operand> roots) {
    MemoryLayout layout = new MemoryLayout(BLOCK_LIMIT, type.width());
    layout.place(roots);
    long[] shift = new long[layout.lengths().size()];
    INDArray[] allocated = new INDArray[shift.length];
    int slack = Math.max(1, ALIGNMENT_BYTES / type.width());
    for (int i = 0; i < shift.length; i++) {
      allocated[i] = Nd4j.createUninitializedDetached(type, layout.lengths().get(i) + slack);
      blocks.add(allocated[i]);
      long misaligned = allocated[i].data().address() % ALIGNMENT_BYTES;
      shift[i] = misaligned == 0 ? 0 : (ALIGNMENT_BYTES - misaligned) / type.width();
    }
    for (Operand root : roots) {
      MemoryLayout.Place place = layout.of(root);
      int block = place.block();
      root.array =
          ArrayView.of(allocated[block].data(), type, shift[block] + place.offset(), root.shape);
    }
  }

  long bytes() {
    return blocks.stream().mapToLong(b -> b.length() * b.dataType().width()).sum();
  }

  /** For tests: makes every value that no step has written show. */
  void fill(double value) {
    blocks.forEach(block -> block.assign(value));
  }

  @Override
  public void close() {
    blocks.forEach(INDArray::close);
    blocks.clear();
  }
}
