package org.sr4j.eval.precision;

import org.sr4j.api.weights.Tensor;

/** The upper half of a float32: its exponent, and 8 bits of its significand. */
final class BFloat16 {

  private BFloat16() {}

  /** The nearest one, of two the even one. */
  static float nearest(float value) {
    if (Float.isNaN(value)) {
      return value;
    }
    int bits = Float.floatToRawIntBits(value);
    int lastKept = bits >>> 16 & 1;
    return Float.intBitsToFloat((bits + 0x7FFF + lastKept) & 0xFFFF0000);
  }

  static Tensor nearest(Tensor tensor) {
    float[] rounded = new float[tensor.data().length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = nearest(tensor.data()[i]);
    }
    return new Tensor(tensor.name(), tensor.shape(), rounded);
  }
}
