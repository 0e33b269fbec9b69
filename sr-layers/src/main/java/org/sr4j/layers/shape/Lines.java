package org.sr4j.layers.shape;

import org.nd4j.autodiff.samediff.SDVariable;

/** Rows (axis 2) and columns (axis 3) of a feature map {@code [N,C,H,W]}. */
public final class Lines {

  private Lines() {}

  /**
   * Lines {@code begin} (inclusive) to {@code end} (exclusive) along {@code axis}; both counted
   * from the end if negative, and an end of 0 means all that follow.
   */
  public static SDVariable range(SDVariable x, int axis, int begin, int end) {
    long[] from = new long[4];
    long[] to = new long[4];
    from[axis] = begin;
    to[axis] = end;
    int others = 0b1111 & ~(1 << axis);
    int open = end == 0 ? 0b1111 : others;
    return x.getSameDiff()
        .stridedSlice(x, from, to, new long[] {1, 1, 1, 1}, others, open, 0, 0, 0);
  }

  /** {@code count} copies of the first line before the map and of the last line behind it. */
  public static SDVariable replicateBorder(SDVariable x, int axis, int count) {
    if (count == 0) {
      return x;
    }
    SDVariable[] parts = new SDVariable[2 * count + 1];
    SDVariable first = range(x, axis, 0, 1);
    SDVariable last = range(x, axis, -1, 0);
    for (int i = 0; i < count; i++) {
      parts[i] = first;
      parts[count + 1 + i] = last;
    }
    parts[count] = x;
    return x.getSameDiff().concat(axis, parts);
  }
}
