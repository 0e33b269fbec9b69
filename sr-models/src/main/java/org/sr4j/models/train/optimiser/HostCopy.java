package org.sr4j.models.train.optimiser;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Bulk copies between the Java heap and ND4J's arrays, in C order. */
public final class HostCopy {

  private HostCopy() {}

  /** Copies all values of {@code source} to {@code target} from {@code offset} on. */
  public static void read(INDArray source, float[] target, int offset) {
    if (isPlain(source)) {
      source.data().asNioFloat().get(target, offset, (int) source.length());
    } else {
      try (INDArray copy = source.dup('c')) {
        copy.data().asNioFloat().get(target, offset, (int) copy.length());
      }
    }
  }

  /**
   * Copies values from {@code offset} on to all of {@code target}, which owns its buffer and is in
   * C order.
   */
  public static void write(float[] source, int offset, INDArray target) {
    if (!isPlain(target)) {
      throw new IllegalArgumentException("a view or an array in Fortran order");
    }
    FloatBuffer buffer = target.data().asNioFloat();
    buffer.put(source, offset, (int) target.length());
  }

  private static boolean isPlain(INDArray array) {
    return !array.isView() && array.ordering() == 'c' && array.data().length() == array.length();
  }
}
