package org.sr4j.eval.precision;

import org.sr4j.api.weights.Tensor;

/**
 * 256 equally spaced levels of a feature map, as 8-bit kernels have them (Jacob et al., CVPR 2018,
 * section 2.1): zero is one of them, so that borders stay zero.
 *
 * @param low of the values, 0 or less
 * @param high of the values, 0 or more; above {@code low}
 */
record Int8Range(float low, float high) {

  private static final int STEPS = 255;

  /** A range that holds zero too. */
  static Int8Range of(float least, float greatest) {
    float low = Math.min(0, least);
    float high = Math.max(0, greatest);
    return new Int8Range(low, high > low ? high : low + 1);
  }

  double step() {
    return ((double) high - low) / STEPS;
  }

  /** The nearest levels; what is outside becomes the lowest or highest. */
  Tensor nearest(Tensor tensor) {
    double step = step();
    long zero = Math.round(-low / step);
    float[] rounded = new float[tensor.data().length];
    for (int i = 0; i < rounded.length; i++) {
      long level = Math.round(tensor.data()[i] / step) + zero;
      rounded[i] = (float) ((Math.max(0, Math.min(STEPS, level)) - zero) * step);
    }
    return new Tensor(tensor.name(), tensor.shape(), rounded);
  }
}
