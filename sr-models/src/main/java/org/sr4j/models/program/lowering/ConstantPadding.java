package org.sr4j.models.program.lowering;

import java.util.Arrays;
import java.util.List;
import org.sr4j.api.weights.Tensor;

/** Padding of weights, of any rank: spread kernels are made so. */
final class ConstantPadding {

  private ConstantPadding() {}

  /**
   * @param borders before and behind, for each axis
   */
  static Tensor of(Tensor x, List<Long> borders, float value, String name) {
    int rank = x.shape().length;
    long[] shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = x.shape()[i] + borders.get(2 * i) + borders.get(2 * i + 1);
    }
    float[] padded = new float[Math.toIntExact(Tensor.elements(shape))];
    Arrays.fill(padded, value);
    for (int i = 0; i < x.data().length; i++) {
      long rest = i;
      long place = 0;
      long stride = 1;
      for (int axis = rank - 1; axis >= 0; axis--) {
        place += (rest % x.shape()[axis] + borders.get(2 * axis)) * stride;
        rest /= x.shape()[axis];
        stride *= shape[axis];
      }
      padded[(int) place] = x.data()[i];
    }
    return new Tensor(name, shape, padded);
  }
}
