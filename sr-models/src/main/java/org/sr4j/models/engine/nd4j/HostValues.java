package org.sr4j.models.engine.nd4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies values between the Java heap and arrays. */
public final class HostValues {

  private HostValues() {}

  /** A new FLOAT array in C order; the caller closes it. */
  static INDArray array(float[] values, long... shape) {
    INDArray array = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', shape);
    if (Nd4j.getEnvironment().isCPU()) {
      pointer(array).put(values);
    } else {
      try (INDArray flat = Nd4j.createFromArray(values)) {
        array.assign(flat.reshape(shape));
      }
    }
    return array;
  }

  /** A copy of the values as floats in C order. */
  public static float[] read(INDArray array) {
    boolean direct =
        array.dataType() == DataType.FLOAT
            && array.ordering() == 'c'
            && array.elementWiseStride() == 1
            && Nd4j.getEnvironment().isCPU();
    if (direct) {
      float[] values = new float[Math.toIntExact(array.length())];
      pointer(array).get(values);
      return values;
    }
    try (INDArray copy = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', array.shape())) {
      copy.assign(array);
      return copy.data().asFloat();
    }
  }

  /**
   * The array's memory, which stays the array's: not to be closed. Data buffers themselves copy
   * element by element only.
   */
  private static FloatPointer pointer(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }
}
