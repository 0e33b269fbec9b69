package org.sr4j.models.engine.vector.plan;

import java.util.Arrays;

/** Arithmetic on shapes. */
final class Shapes {

  private Shapes() {}

  static long length(long[] shape) {
    long length = 1;
    for (long size : shape) {
      length = Math.multiplyExact(length, size);
    }
    return length;
  }

  /** The shape with axes of size 1 in front up to rank 4, as broadcasting sees it. */
  static long[] asMap(long[] shape) {
    long[] four = new long[4];
    Arrays.fill(four, 1);
    System.arraycopy(shape, 0, four, 4 - shape.length, shape.length);
    return four;
  }

  /** Whether a value can be laid out as one map. */
  static boolean isMap(long[] shape) {
    return shape.length == 4 && shape[0] == 1;
  }

  /** Whether a value broadcasts to a map as a map. */
  static boolean fitsMap(long[] shape) {
    return shape.length <= 4 && (shape.length < 4 || shape[0] == 1);
  }
}
