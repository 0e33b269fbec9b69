package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The way of a kernel's results from its scratch memory into the output: bias, maps, activation,
 * scale and pixel shuffle are applied while the results are still in the nearest cache. One for all
 * kernels, so that it is compiled once.
 *
 * <p>Results come as rows of pixels, channels in the order of {@link ConvolutionSpec#outputAt}.
 */
final class Store {

  private static final int LANES = Lanes.COUNT;

  /** What a vector path reads for a map that is not there. */
  private static final float[] ZEROS = new float[FeatureMap.CHANNEL_BLOCK];

  private static final float[] ONES = filled(FeatureMap.CHANNEL_BLOCK, 1);

  private final ConvolutionSpec spec;
  private final int positions;
  private final int factor;
  private final int channels;
  private final float[] bias;
  private final float[] slope;
  private final float[] scale;
  private final Ending ending;

  Store(ConvolutionSpec spec) {
    this.spec = spec;
    this.positions = spec.outputs();
    this.factor = spec.shuffle();
    this.channels = spec.storedChannels();
    int padded = FeatureMap.padded(positions);
    this.bias = new float[padded];
    this.slope = filled(padded, 1);
    this.scale = filled(padded, 1);
    bias(spec.bias());
    order(spec.slope(), slope);
    order(spec.scale(), scale);
    this.ending = new Ending(bias, slope, scale);
  }

  /** Replaces the bias; null means zeros. */
  void bias(float[] values) {
    if (values == null) {
      Arrays.fill(bias, 0);
    } else {
      order(values, bias);
    }
  }

  /** Bias by position, padded with zeros. */
  float[] bias() {
    return bias;
  }

  /** What follows the convolution; shares the bias with this store. */
  Ending ending() {
    return ending;
  }

  /**
   * Stores pixels of one row.
   *
   * @param results pixel p's position n is at {@code from + p*pitch + n - first}
   * @param y the pixels' row, before the shuffle
   * @param x first pixel's column, before the shuffle
   * @param pixels how many
   * @param first position, a multiple of the channel block
   * @param end of the positions, a multiple of the channel block
   */
  void row(
      float[] results,
      int from,
      int pitch,
      int y,
      int x,
      int pixels,
      int first,
      int end,
      FeatureMap out,
      Fused fused) {
    boolean runs = channels % FeatureMap.CHANNEL_BLOCK == 0 || factor == 1;
    if (runs && out.channelPitch() == 1) {
      for (int n = first; n < end; n += LANES) {
        lanes(results, from + n - first, pitch, y, x, pixels, n, out, fused);
      }
    } else {
      for (int n = first; n < Math.min(end, positions); n++) {
        position(results, from + n - first, pitch, y, x, pixels, n, out, fused);
      }
    }
  }

  /** One vector of channels of all pixels. */
  private void lanes(
      float[] results,
      int from,
      int pitch,
      int y,
      int x,
      int pixels,
      int n,
      FeatureMap out,
      Fused fused) {
    int cell = factor == 1 ? 0 : n / channels;
    int c = n - cell * channels;
    int row = y * factor + cell / factor - spec.cutTop();
    int column = x * factor + cell % factor - spec.cutLeft();
    if (row < 0 || row >= out.height()) {
      return;
    }
    int begin = begin(column);
    int count = Math.min(pixels, end(column, out.width())) - begin;
    column += begin * factor;
    int a = from + begin * pitch;
    int o = out.index(row, column) + c;
    int step = factor * out.pixelPitch();
    if (fused.isEmpty()) {
      plain(results, a, pitch, out.data(), o, step, count, n);
    } else if (fused.multiply() == null && fused.residual() == null) {
      FeatureMap add = fused.add();
      int m = add.index(row, column) + c;
      adding(
          results,
          a,
          pitch,
          out.data(),
          o,
          step,
          count,
          n,
          add.data(),
          m,
          factor * add.pixelPitch());
    } else {
      combining(results, a, pitch, out.data(), o, step, count, n, row, column, c, fused);
    }
  }

  private void plain(
      float[] results, int from, int pitch, float[] out, int o, int step, int count, int n) {
    FloatVector zero = FloatVector.zero(Lanes.SPECIES);
    FloatVector b = FloatVector.fromArray(Lanes.SPECIES, bias, n);
    FloatVector s = FloatVector.fromArray(Lanes.SPECIES, slope, n);
    FloatVector f = FloatVector.fromArray(Lanes.SPECIES, scale, n);
    for (int p = 0; p < count; p++) {
      FloatVector v = FloatVector.fromArray(Lanes.SPECIES, results, from + p * pitch).add(b);
      v = v.min(zero).fma(s, v.max(zero)).mul(f);
      v.intoArray(out, o + p * step);
    }
  }

  private void adding(
      float[] results,
      int from,
      int pitch,
      float[] out,
      int o,
      int step,
      int count,
      int n,
      float[] add,
      int m,
      int addStep) {
    FloatVector zero = FloatVector.zero(Lanes.SPECIES);
    FloatVector b = FloatVector.fromArray(Lanes.SPECIES, bias, n);
    FloatVector s = FloatVector.fromArray(Lanes.SPECIES, slope, n);
    FloatVector f = FloatVector.fromArray(Lanes.SPECIES, scale, n);
    for (int p = 0; p < count; p++) {
      FloatVector v = FloatVector.fromArray(Lanes.SPECIES, results, from + p * pitch).add(b);
      v = v.add(FloatVector.fromArray(Lanes.SPECIES, add, m + p * addStep));
      v = v.min(zero).fma(s, v.max(zero)).mul(f);
      v.intoArray(out, o + p * step);
    }
  }

  private void combining(
      float[] results,
      int from,
      int pitch,
      float[] out,
      int o,
      int step,
      int count,
      int n,
      int row,
      int column,
      int c,
      Fused fused) {
    float[] add = data(fused.add(), ZEROS);
    float[] multiply = data(fused.multiply(), ONES);
    float[] residual = data(fused.residual(), ZEROS);
    int ma = index(fused.add(), row, column, c);
    int mm = index(fused.multiply(), row, column, c);
    int mr = index(fused.residual(), row, column, c);
    int sa = step(fused.add());
    int sm = step(fused.multiply());
    int sr = step(fused.residual());
    FloatVector zero = FloatVector.zero(Lanes.SPECIES);
    FloatVector b = FloatVector.fromArray(Lanes.SPECIES, bias, n);
    FloatVector s = FloatVector.fromArray(Lanes.SPECIES, slope, n);
    FloatVector f = FloatVector.fromArray(Lanes.SPECIES, scale, n);
    for (int p = 0; p < count; p++) {
      FloatVector v = FloatVector.fromArray(Lanes.SPECIES, results, from + p * pitch).add(b);
      v = v.add(FloatVector.fromArray(Lanes.SPECIES, add, ma + p * sa));
      v = v.min(zero).fma(s, v.max(zero)).mul(f);
      v = v.mul(FloatVector.fromArray(Lanes.SPECIES, multiply, mm + p * sm));
      v = v.add(FloatVector.fromArray(Lanes.SPECIES, residual, mr + p * sr));
      v.intoArray(out, o + p * step);
    }
  }

  /** One position of all pixels, to any layout. */
  private void position(
      float[] results,
      int from,
      int pitch,
      int y,
      int x,
      int pixels,
      int n,
      FeatureMap out,
      Fused fused) {
    int cell = n / channels;
    int c = n - cell * channels;
    int row = y * factor + cell / factor - spec.cutTop();
    int column = x * factor + cell % factor - spec.cutLeft();
    if (row < 0 || row >= out.height()) {
      return;
    }
    int end = Math.min(pixels, end(column, out.width()));
    if (fused.isEmpty() && out.channelPitch() != 1) {
      int begin = begin(column);
      int o = out.index(row, column + begin * factor) + c * out.channelPitch();
      int step = factor * out.pixelPitch();
      planar(results, from + begin * pitch, pitch, out.data(), o, step, end - begin, n);
      return;
    }
    float[] data = out.data();
    for (int p = begin(column); p < end; p++) {
      int pixel = column + p * factor;
      float v = results[from + p * pitch] + bias[n] + value(fused.add(), row, pixel, c, 0);
      v = Math.max(v, 0) + slope[n] * Math.min(v, 0);
      v = v * scale[n] * value(fused.multiply(), row, pixel, c, 1);
      int o = out.index(row, pixel) + c * out.channelPitch();
      data[o] = v + value(fused.residual(), row, pixel, c, 0);
      if (c == channels - 1 && out.channelPitch() == 1) {
        Arrays.fill(data, o + 1, o - c + out.paddedChannels(), 0);
      }
    }
  }

  private void planar(
      float[] results, int from, int pitch, float[] out, int o, int step, int count, int n) {
    float b = bias[n];
    float s = slope[n];
    float f = scale[n];
    for (int p = 0; p < count; p++) {
      float v = results[from + p * pitch] + b;
      out[o + p * step] = (v > 0 ? v : v * s) * f;
    }
  }

  /** First pixel of a row that is not cut off. */
  private int begin(int column) {
    return column >= 0 ? 0 : (-column + factor - 1) / factor;
  }

  /** One past the last pixel of a row that is not cut off. */
  private int end(int column, int width) {
    return Math.max(0, (width - column + factor - 1) / factor);
  }

  private static float value(FeatureMap map, int row, int column, int c, float absent) {
    return map == null ? absent : map.data()[map.index(row, column) + c * map.channelPitch()];
  }

  private static float[] data(FeatureMap map, float[] absent) {
    return map == null ? absent : map.data();
  }

  private static int index(FeatureMap map, int row, int column, int c) {
    return map == null ? 0 : map.index(row, column) + c;
  }

  private int step(FeatureMap map) {
    return map == null ? 0 : factor * map.pixelPitch();
  }

  private void order(float[] values, float[] ordered) {
    if (values != null) {
      for (int n = 0; n < positions; n++) {
        ordered[n] = values[spec.outputAt(n)];
      }
    }
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }
}
