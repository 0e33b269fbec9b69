package org.sr4j.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class MemoryLayoutTest {

  private static Operand operand(int first, int last, long length) {
    Operand operand =
        new Operand("x", DataType.FLOAT, new long[] {length}, Operand.Origin.COMPUTED);
    operand.touch(first);
    operand.touch(last);
    return operand;
  }

  @Test
  void aChainNeedsTwoBuffers() {
    MemoryLayout layout = new MemoryLayout(1L << 40, 4);
    List<Operand> chain = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      chain.add(operand(i, i + 1, 1024));
    }
    layout.place(chain);
    assertThat(layout.lengths()).containsExactly(2048L);
  }

  @Test
  void operandsThatLiveTogetherNeverOverlap() {
    Random random = new Random(1);
    MemoryLayout layout = new MemoryLayout(1L << 40, 4);
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int first = random.nextInt(100);
      operands.add(operand(first, first + random.nextInt(20), 1 + random.nextInt(5000)));
    }
    layout.place(operands);
    long alive = 0;
    for (Operand a : operands) {
      long start = layout.of(a).offset();
      // Vector instructions want 64 bytes: 16 floats.
      assertThat(start % 16).isZero();
      for (Operand b : operands) {
        boolean together = a != b && a.first <= b.last && b.first <= a.last;
        long other = layout.of(b).offset();
        if (together) {
          assertThat(start >= other + b.length() || other >= start + a.length()).isTrue();
        }
      }
    }
    for (int step = 0; step < 120; step++) {
      int now = step;
      alive =
          Math.max(
              alive,
              operands.stream()
                  .filter(o -> o.first <= now && now <= o.last)
                  .mapToLong(Operand::length)
                  .sum());
    }
    // What lives at once is the lower bound; the greedy search stays near it.
    assertThat(layout.lengths().get(0)).isBetween(alive, alive * 5 / 4);
  }

  @Test
  void opensAnotherBlockBeyondTheLimit() {
    MemoryLayout layout = new MemoryLayout(3000, 4);
    Operand a = operand(0, 1, 2000);
    Operand b = operand(0, 1, 2000);
    Operand larger = operand(0, 1, 9000);
    layout.place(List.of(a, b, larger));
    assertThat(layout.lengths()).containsExactly(9008L, 2000L, 2000L);
    assertThat(layout.of(larger).offset()).isZero();
  }
}
