package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import org.sr4j.models.engine.vector.kernel.RowFunctions;
import org.sr4j.models.engine.vector.step.ElementwiseStep.Function;

/**
 * A function of each value by itself, over arrays in C order that broadcast to the result. Operands
 * are written out in stretches that vectors divide.
 */
public final class ArrayFunctionStep extends Step {

  /** Floats in a stretch. */
  private static final int STRETCH = 256;

  private final Function function;
  private final Slot left;
  private final Slot right;
  private final Slot out;
  private final Strides leftStrides;
  private final Strides rightStrides;
  private final Strides strides;

  /**
   * @param right null for a function of one value
   */
  public ArrayFunctionStep(
      String name,
      Function function,
      Slot left,
      long[] leftShape,
      Slot right,
      long[] rightShape,
      Slot out,
      long[] shape) {
    super(name, "array function");
    this.function = function;
    this.left = left;
    this.right = right;
    this.out = out;
    this.leftStrides = Strides.broadcast(leftShape, shape);
    this.rightStrides = right == null ? null : Strides.broadcast(rightShape, shape);
    this.strides = new Strides(shape, Strides.of(shape));
  }

  /** Rows that can be computed one by one. */
  public int rows() {
    return strides.rows();
  }

  @Override
  public int scratchFloats() {
    return 3 * STRETCH;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    int length = strides.length();
    for (int row = begin; row < end; row++) {
      int to = out.offset() + strides.start(row);
      for (int x = 0; x < length; x += STRETCH) {
        int count = Math.min(STRETCH, length - x);
        gather(left, leftStrides, row, x, count, scratch, 0);
        if (right != null) {
          gather(right, rightStrides, row, x, count, scratch, STRETCH);
        }
        // What lies behind the count is computed too, and not stored.
        int n = (count + RowFunctions.LANES - 1) / RowFunctions.LANES * RowFunctions.LANES;
        apply(scratch, n);
        System.arraycopy(scratch, 2 * STRETCH, out.data(), to + x, count);
      }
    }
  }

  private void apply(float[] s, int n) {
    int o = 2 * STRETCH;
    if (function.unary() != null) {
      RowFunctions.apply(function.unary(), function.alpha(), function.beta(), s, 0, s, o, n);
    } else if (function.binary() != null) {
      RowFunctions.apply(function.binary(), s, 0, s, STRETCH, s, o, n);
    } else {
      RowFunctions.prelu(s, 0, s, STRETCH, s, o, n);
    }
  }

  private static void gather(
      Slot slot, Strides strides, int row, int x, int count, float[] scratch, int to) {
    int step = strides.step();
    int from = slot.offset() + strides.start(row) + x * step;
    float[] data = slot.data();
    if (step == 1) {
      System.arraycopy(data, from, scratch, to, count);
    } else if (step == 0) {
      Arrays.fill(scratch, to, to + count, data[from]);
    } else {
      for (int i = 0; i < count; i++, from += step) {
        scratch[to + i] = data[from];
      }
    }
  }

  @Override
  public long bytes() {
    return (right == null ? 2L : 3L) * Float.BYTES * strides.rows() * strides.length();
  }
}
