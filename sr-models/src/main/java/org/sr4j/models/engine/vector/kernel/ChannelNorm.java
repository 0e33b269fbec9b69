package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Normalisation of each pixel's channels to mean 0 and variance 1 (layer normalisation over
 * channels), scaled and shifted: a pixel is read from memory once, for both sums and the result.
 */
public final class ChannelNorm {

  private final int channels;
  private final float epsilon;

  /** All are padded with zeros. */
  private final float[] valid;

  private final float[] weight;
  private final float[] bias;

  /**
   * @param epsilon added to the variance
   * @param weight one per channel
   * @param bias one per channel
   */
  public ChannelNorm(float epsilon, float[] weight, float[] bias) {
    this.channels = weight.length;
    this.epsilon = epsilon;
    int padded = FeatureMap.padded(channels);
    this.valid = new float[padded];
    this.weight = new float[padded];
    this.bias = new float[padded];
    Arrays.fill(valid, 0, channels, 1);
    System.arraycopy(weight, 0, this.weight, 0, channels);
    System.arraycopy(bias, 0, this.bias, 0, channels);
  }

  /** Floats that {@link #row} needs to work in. */
  public int scratchFloats(int width) {
    return 2 * width;
  }

  /**
   * Normalises one row. {@code out} may be {@code add}, and may be {@code in}.
   *
   * <p>One sum after the other for all pixels: those of different pixels do not wait for each
   * other.
   *
   * @param add is added to the result; null for nothing
   */
  public void row(FeatureMap in, FeatureMap add, FeatureMap out, int y, float[] scratch) {
    float[] a = in.data();
    int width = in.width();
    int from = in.index(y, 0);
    int pitch = in.pixelPitch();
    for (int x = 0; x < width; x++) {
      scratch[x] = sum(a, from + x * pitch) / channels;
    }
    for (int x = 0; x < width; x++) {
      scratch[width + x] = squares(a, from + x * pitch, scratch[x]) / channels;
    }
    for (int x = 0; x < width; x++) {
      scratch[width + x] = (float) (1 / Math.sqrt(scratch[width + x] + epsilon));
    }
    int to = out.index(y, 0);
    int step = out.pixelPitch();
    if (add == null) {
      for (int x = 0; x < width; x++) {
        apply(a, from + x * pitch, scratch[x], scratch[width + x], out.data(), to + x * step);
      }
      return;
    }
    for (int x = 0; x < width; x++) {
      int at = add.index(y, x);
      float mean = scratch[x];
      float factor = scratch[width + x];
      apply(a, from + x * pitch, mean, factor, add.data(), at, out.data(), to + x * step);
    }
  }

  private float sum(float[] a, int from) {
    FloatVector sum = FloatVector.fromArray(Lanes.SPECIES, a, from);
    for (int c = Lanes.COUNT; c < valid.length; c += Lanes.COUNT) {
      sum = sum.add(FloatVector.fromArray(Lanes.SPECIES, a, from + c));
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private float squares(float[] a, int from, float mean) {
    FloatVector sum = FloatVector.zero(Lanes.SPECIES);
    for (int c = 0; c < valid.length; c += Lanes.COUNT) {
      FloatVector d =
          FloatVector.fromArray(Lanes.SPECIES, a, from + c)
              .sub(mean)
              .mul(FloatVector.fromArray(Lanes.SPECIES, valid, c));
      sum = sum.add(d.mul(d));
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private void apply(float[] a, int from, float mean, float factor, float[] out, int to) {
    for (int c = 0; c < valid.length; c += Lanes.COUNT) {
      FloatVector d = FloatVector.fromArray(Lanes.SPECIES, a, from + c).sub(mean).mul(factor);
      d.mul(FloatVector.fromArray(Lanes.SPECIES, weight, c))
          .add(FloatVector.fromArray(Lanes.SPECIES, bias, c))
          .intoArray(out, to + c);
    }
  }

  private void apply(
      float[] a, int from, float mean, float factor, float[] add, int at, float[] out, int to) {
    for (int c = 0; c < valid.length; c += Lanes.COUNT) {
      FloatVector d = FloatVector.fromArray(Lanes.SPECIES, a, from + c).sub(mean).mul(factor);
      d =
          d.mul(FloatVector.fromArray(Lanes.SPECIES, weight, c))
              .add(FloatVector.fromArray(Lanes.SPECIES, bias, c));
      d.add(FloatVector.fromArray(Lanes.SPECIES, add, at + c)).intoArray(out, to + c);
    }
  }
}
