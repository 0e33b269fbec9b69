package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import java.util.List;
import org.sr4j.models.program.op.Reduce;

/** Reduces axes of an array in C order; sums in double. */
public final class ArrayReduceStep extends Step {

  private final Reduce.Kind kind;
  private final Slot in;
  private final Slot out;
  private final Strides kept;
  private final Strides reduced;
  private final int length;

  public ArrayReduceStep(Reduce o, Slot in, long[] shape, Slot out) {
    super(o.output(), "array reduce");
    this.kind = o.kind();
    this.in = in;
    this.out = out;
    int[] strides = Strides.of(shape);
    // Two walks: over the kept axes, and from each of their elements over the others. The axis
    // behind makes an element a row.
    long[] keptShape = new long[shape.length + 1];
    long[] reducedShape = new long[shape.length + 1];
    int[] all = Arrays.copyOf(strides, shape.length + 1);
    List<Integer> axes = o.axes();
    for (int i = 0; i < shape.length; i++) {
      boolean isReduced = axes.isEmpty() || axes.contains(i);
      keptShape[i] = isReduced ? 1 : shape[i];
      reducedShape[i] = isReduced ? shape[i] : 1;
    }
    keptShape[shape.length] = 1;
    reducedShape[shape.length] = 1;
    kept = new Strides(keptShape, all);
    reduced = new Strides(reducedShape, all);
    length = reduced.rows();
  }

  /** Values that remain. */
  public int rows() {
    return kept.rows();
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    float[] data = in.data();
    for (int row = begin; row < end; row++) {
      int from = in.offset() + kept.start(row);
      double value = SpatialReduceStep.none(kind);
      for (int i = 0; i < length; i++) {
        float next = data[from + reduced.start(i)];
        value =
            switch (kind) {
              case MAX -> Math.max(value, next);
              case MIN -> Math.min(value, next);
              case MEAN, SUM -> value + next;
            };
      }
      out.data()[out.offset() + row] = (float) (kind == Reduce.Kind.MEAN ? value / length : value);
    }
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * rows() * length;
  }
}
