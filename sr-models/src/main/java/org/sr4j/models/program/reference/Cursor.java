package org.sr4j.models.program.reference;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Indices into arrays in C order. */
final class Cursor {

  private Cursor() {}

  /** Distance in memory of neighbours along each axis. */
  static int[] strides(long[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride = Math.toIntExact(stride * shape[i]);
    }
    return strides;
  }

  /** Strides with 0 for axes that are repeated to get from {@code shape} to {@code to}. */
  static int[] broadcastStrides(long[] shape, long[] to) {
    int[] own = strides(shape);
    int[] strides = new int[to.length];
    int lead = to.length - shape.length;
    for (int i = 0; i < shape.length; i++) {
      strides[lead + i] = shape[i] == 1 ? 0 : own[i];
    }
    return strides;
  }

  /**
   * For each element of an array of {@code shape} in C order, its index in another array, which has
   * {@code strides} for the same axes.
   */
  static int[] walk(long[] shape, int[] strides) {
    int[] places = new int[length(shape)];
    int[] index = new int[shape.length];
    int place = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = place;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        place += strides[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        place -= index[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return places;
  }

  static int length(long[] shape) {
    long length = 1;
    for (long size : shape) {
      length = Math.multiplyExact(length, size);
    }
    return Math.toIntExact(length);
  }

  /** Product of the sizes of some axes. */
  static int length(long[] shape, IntPredicate axes) {
    long[] chosen = shape.clone();
    for (int i = 0; i < shape.length; i++) {
      chosen[i] = axes.test(i) ? shape[i] : 1;
    }
    return length(chosen);
  }

  static long[] broadcast(long[] a, long[] b) {
    long[] shape = new long[Math.max(a.length, b.length)];
    Arrays.fill(shape, 1);
    for (long[] one : new long[][] {a, b}) {
      int lead = shape.length - one.length;
      for (int i = 0; i < one.length; i++) {
        shape[lead + i] = Math.max(shape[lead + i], one[i]);
      }
    }
    return shape;
  }
}
