package org.sr4j.layers.conv;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dilated kernel written as a dense one with zeros between its taps.
 *
 * <p>The oneDNN helper of ND4J 1.0.0-M2.1 refuses every dilated convolution of 32-bit floats
 * ("could not create a descriptor for a dilated convolution"), and there is no switch to leave it
 * out for one operation. The zeros cost multiplications, not accuracy; engines compute the kernel
 * once.
 */
final class DilatedKernel {

  private DilatedKernel() {}

  /** Side of the kernel with its zeros. */
  static int side(int kernel, int dilation) {
    return dilation * (kernel - 1) + 1;
  }

  /** {@code [k,k,A,B] -> [side,side,A,B]}. */
  static SDVariable spread(SDVariable weight, int kernel, int dilation, int a, int b) {
    if (dilation == 1 || kernel == 1) {
      return weight;
    }
    SDVariable apart = weight.reshape(kernel, 1, kernel, 1, (long) a * b);
    int[][] zeros = {{0, 0}, {0, dilation - 1}, {0, 0}, {0, dilation - 1}, {0, 0}};
    SDVariable padding = weight.getSameDiff().constant(Nd4j.createFromArray(zeros));
    int whole = kernel * dilation;
    int side = side(kernel, dilation);
    SDVariable square =
        weight.getSameDiff().nn().pad(apart, padding, 0).reshape(whole, whole, a, b);
    return weight
        .getSameDiff()
        .stridedSlice(
            square,
            new long[] {0, 0, 0, 0},
            new long[] {side, side, a, b},
            new long[] {1, 1, 1, 1},
            0,
            0,
            0,
            0,
            0);
  }
}
