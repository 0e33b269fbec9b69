package org.sr4j.models.engine.nd4j;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays in C order on memory that somebody else owns. */
final class ArrayView {

  private ArrayView() {}

  /** The values of a dense C-ordered array under another shape of the same length. */
  static INDArray of(INDArray array, long... shape) {
    return of(array.data(), array.dataType(), 0, shape);
  }

  /**
   * @param offset in elements
   */
  static INDArray of(DataBuffer buffer, DataType type, long offset, long... shape) {
    return Nd4j.create(buffer, shape, Nd4j.getStrides(shape, 'c'), offset, 'c', type);
  }
}
