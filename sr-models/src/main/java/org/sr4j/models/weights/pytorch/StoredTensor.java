package org.sr4j.models.weights.pytorch;

import java.util.Arrays;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * A tensor as a pickle describes it: a strided view of a storage. Checked on construction, so that
 * it cannot reach outside of its storage or be larger than it.
 *
 * @param offset of the first element, in elements
 * @param strides in elements, one for each size
 */
record StoredTensor(Storage storage, long offset, long[] sizes, long[] strides) {

  StoredTensor {
    long elements = Tensor.elements(sizes);
    if (offset < 0 || elements < 0 || sizes.length != strides.length) {
      throw new MalformedException(
          "a tensor of sizes "
              + Arrays.toString(sizes)
              + ", strides "
              + Arrays.toString(strides)
              + " and offset "
              + offset,
          "one stride for each size");
    }
    if (elements > storage.elements() || end(offset, sizes, strides) > storage.elements()) {
      throw new MalformedException(
          "a tensor of sizes "
              + Arrays.toString(sizes)
              + " at offset "
              + offset
              + " of a storage of "
              + storage.elements()
              + " elements",
          "a tensor that lies within its storage");
    }
  }

  /** The offset after the last element, or Long.MAX_VALUE if that is no number. */
  private static long end(long offset, long[] sizes, long[] strides) {
    try {
      long last = offset;
      for (int i = 0; i < sizes.length; i++) {
        if (sizes[i] == 0) {
          return 0;
        }
        if (strides[i] < 0) {
          return Long.MAX_VALUE;
        }
        last = Math.addExact(last, Math.multiplyExact(sizes[i] - 1, strides[i]));
      }
      return Math.addExact(last, 1);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  int elements() {
    return (int) Tensor.elements(sizes);
  }

  /** The elements in C order; the storage's own array if they are that already. */
  float[] gather(float[] stored) {
    int count = elements();
    if (count == 0) {
      return new float[0];
    }
    if (isContiguous()) {
      return offset == 0 && count == stored.length
          ? stored
          : Arrays.copyOfRange(stored, (int) offset, (int) offset + count);
    }
    float[] values = new float[count];
    long[] index = new long[sizes.length];
    long from = offset;
    for (int to = 0; to < count; to++) {
      values[to] = stored[(int) from];
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        from -= strides[axis] * index[axis];
        index[axis] = 0;
      }
    }
    return values;
  }

  private boolean isContiguous() {
    long stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      if (sizes[axis] != 1 && strides[axis] != stride) {
        return false;
      }
      stride *= sizes[axis];
    }
    return true;
  }
}
