package org.sr4j.models.engine.vector.step;

/** How an array in C order is walked through in the order of another shape. */
final class Strides {

  private final int[] sizes;
  private final int[] strides;

  /**
   * @param shape in whose order elements are visited
   * @param strides elements from one index to the next, 0 for an axis that repeats
   */
  Strides(long[] shape, int[] strides) {
    sizes = new int[shape.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = (int) shape[i];
    }
    this.strides = strides;
  }

  /** Strides of a value in C order. */
  static int[] of(long[] shape) {
    int[] strides = new int[shape.length];
    int next = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = next;
      next *= (int) shape[i];
    }
    return strides;
  }

  /** A value that is broadcast to a shape. */
  static Strides broadcast(long[] from, long[] to) {
    int[] own = of(from);
    int[] strides = new int[to.length];
    for (int i = 0; i < from.length; i++) {
      int axis = to.length - from.length + i;
      strides[axis] = from[i] == 1 ? 0 : own[i];
    }
    return new Strides(to, strides);
  }

  /** Number of rows: runs along the last axis. */
  int rows() {
    int rows = 1;
    for (int i = 0; i < sizes.length - 1; i++) {
      rows *= sizes[i];
    }
    return rows;
  }

  /** Elements of a row. */
  int length() {
    return sizes.length == 0 ? 1 : sizes[sizes.length - 1];
  }

  /** Elements from one of a row to the next. */
  int step() {
    return sizes.length == 0 ? 0 : strides[sizes.length - 1];
  }

  /** Whether elements are visited in the order in which they lie, without gaps. */
  boolean isDense() {
    int next = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      if (sizes[i] > 1 && strides[i] != next) {
        return false;
      }
      next *= sizes[i];
    }
    return true;
  }

  /** Index of a row's first element. */
  int start(int row) {
    int rest = row;
    int at = 0;
    for (int i = sizes.length - 2; i >= 0; i--) {
      at += rest % sizes[i] * strides[i];
      rest /= sizes[i];
    }
    return at;
  }
}
