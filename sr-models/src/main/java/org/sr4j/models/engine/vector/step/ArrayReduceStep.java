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

  /** Where the elements that make one value lie, from the first one on. */
  private final int[] elements;

  /** Values whose first elements lie side by side. */
  private final int run;

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
    Strides reduced = new Strides(reducedShape, all);
    elements = new int[reduced.rows()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = reduced.start(i);
    }
    int side = 1;
    for (int i = shape.length - 1; i >= 0 && reducedShape[i] == 1; i--) {
      side *= (int) shape[i];
    }
    run = side;
  }

  /** Values that remain. */
  public int rows() {
    return kept.rows();
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    for (int row = begin; row < end; ) {
      int from = in.offset() + kept.start(row);
      int last = Math.min(end, row - row % run + run);
      for (int i = 0; row < last; i++, row++) {
        out.data()[out.offset() + row] = value(in.data(), from + i);
      }
    }
  }

  private float value(float[] data, int from) {
    if (kind == Reduce.Kind.MEAN || kind == Reduce.Kind.SUM) {
      double sum = 0;
      for (int element : elements) {
        sum += data[from + element];
      }
      return (float) (kind == Reduce.Kind.MEAN ? sum / elements.length : sum);
    }
    float value = data[from];
    for (int element : elements) {
      float next = data[from + element];
      value = kind == Reduce.Kind.MAX ? Math.max(value, next) : Math.min(value, next);
    }
    return value;
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * rows() * elements.length;
  }
}
