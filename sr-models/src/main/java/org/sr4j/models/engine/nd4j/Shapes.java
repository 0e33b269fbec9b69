package org.sr4j.models.engine.nd4j;

import java.util.Arrays;

/** Arithmetic on shapes. */
final class Shapes {

  private Shapes() {}

  /** The shape with a trailing axis of length one. */
  static long[] lifted(long[] shape) {
    long[] lifted = Arrays.copyOf(shape, shape.length + 1);
    lifted[shape.length] = 1;
    return lifted;
  }

  /** Number of elements. */
  static long length(long[] shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return length;
  }

  /** Whether ND4J takes an array of the shape for a vector. */
  static boolean isVector(long[] shape) {
    return shape.length == 1 || (shape.length == 2 && (shape[0] == 1 || shape[1] == 1));
  }
}
