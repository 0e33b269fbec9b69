package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.sr4j.models.program.op.Window;

/**
 * Depthwise convolution: lanes run over channels, and one row of the window after the other is
 * added to a stretch of pixels, its weights in registers.
 */
final class DepthwiseKernel implements ConvolutionKernel {

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;
  private static final int BLOCK = FeatureMap.CHANNEL_BLOCK;

  /** Pixels of a stretch; their sums stay in the first-level cache. */
  private static final int PIXELS = 16;

  private final ConvolutionSpec spec;
  private final Store store;
  private final int channels;

  /** Whether the window is 3x3, which is added as a whole. */
  private final boolean whole;

  /** {@code [tap][channel]}. */
  private final float[] packed;

  DepthwiseKernel(ConvolutionSpec spec) {
    this.spec = spec;
    this.store = new Store(spec);
    this.channels = FeatureMap.padded(spec.inputs());
    this.whole = spec.window().kernelHeight() == 3 && spec.window().kernelWidth() == 3;
    this.packed = new float[spec.taps() * channels];
    if (spec.weight() != null) {
      weights(spec.weight(), spec.bias());
    }
  }

  /** Whether the convolution is of the kind that this kernel computes. */
  static boolean computes(ConvolutionSpec spec) {
    return spec.groups() == spec.inputs() && spec.outputs() == spec.inputs() && spec.shuffle() == 1;
  }

  @Override
  public void weights(float[] weight, float[] bias) {
    for (int c = 0; c < spec.inputs(); c++) {
      for (int t = 0; t < spec.taps(); t++) {
        packed[t * channels + c] = weight[c * spec.taps() + t];
      }
    }
    store.bias(bias);
  }

  @Override
  public void rows(
      FeatureMap in, FeatureMap out, Fused fused, int rowBegin, int rowEnd, float[] scratch) {
    int columns = (int) spec.window().width(in.width());
    for (int y = rowBegin; y < rowEnd; y++) {
      for (int x = 0; x < columns; x += PIXELS) {
        int count = Math.min(PIXELS, columns - x);
        for (int c = 0; c < channels; c += BLOCK) {
          stretch(in, y, x, count, c, scratch);
          store.row(scratch, 0, BLOCK, y, x, count, c, c + BLOCK, out, fused);
        }
      }
    }
  }

  private void stretch(FeatureMap in, int y, int x, int count, int c, float[] scratch) {
    Window w = spec.window();
    int left = x * w.strideWidth() - w.left();
    int across = across(count);
    Arrays.fill(scratch, 0, count * BLOCK, 0);
    int top = y * w.strideHeight() - w.top();
    int high = 2 * w.dilationHeight() + 1;
    if (whole && WindowCopy.inside(in, top, left, high, across)) {
      int from = in.index(top, left) + c;
      int step = w.strideWidth() * in.pixelPitch();
      int tap = w.dilationWidth() * in.pixelPitch();
      int row = w.dilationHeight() * in.rowPitch();
      for (int l = 0; l < BLOCK; l += LANES) {
        nine(in.data(), from + l, step, tap, row, packed, c + l, channels, scratch, l, count);
      }
      return;
    }
    for (int ky = 0; ky < w.kernelHeight(); ky++) {
      int row = top + ky * w.dilationHeight();
      if (row < 0 || row >= in.height()) {
        continue;
      }
      float[] map = in.data();
      int from = in.index(row, left) + c;
      int pitch = in.pixelPitch();
      if (!WindowCopy.inside(in, row, left, 1, across)) {
        map = scratch;
        from = PIXELS * BLOCK;
        pitch = BLOCK;
        WindowCopy.copy(in, c, BLOCK, row, left, 1, across, scratch, from);
      }
      int weights = ky * w.kernelWidth() * channels + c;
      for (int l = 0; l < BLOCK; l += LANES) {
        add(map, from + l, pitch, weights + l, count, scratch, l);
      }
    }
  }

  /** Adds a row of the window, as many taps at a time as there is code for. */
  private void add(float[] map, int from, int pitch, int weights, int count, float[] sums, int to) {
    Window w = spec.window();
    int step = w.strideWidth() * pitch;
    int tap = w.dilationWidth() * pitch;
    int left = w.kernelWidth();
    int f = from;
    int p = weights;
    for (; left >= 7; left -= 7) {
      seven(map, f, step, tap, packed, p, channels, sums, to, count);
      f += 7 * tap;
      p += 7 * channels;
    }
    for (; left >= 5; left -= 5) {
      five(map, f, step, tap, packed, p, channels, sums, to, count);
      f += 5 * tap;
      p += 5 * channels;
    }
    for (; left >= 3; left -= 3) {
      three(map, f, step, tap, packed, p, channels, sums, to, count);
      f += 3 * tap;
      p += 3 * channels;
    }
    for (; left >= 1; left--) {
      one(map, f, step, packed, p, sums, to, count);
      f += tap;
      p += channels;
    }
  }

  private static void one(
      float[] map, int from, int step, float[] w, int at, float[] sums, int to, int count) {
    FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
    for (int p = 0; p < count; p++) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, to + p * BLOCK);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, from + p * step), w0, sum);
      sum.intoArray(sums, to + p * BLOCK);
    }
  }

  /** Seven taps of a row. */
  private static void seven(
      float[] map,
      int from,
      int step,
      int tap,
      float[] w,
      int at,
      int pitch,
      float[] sums,
      int to,
      int count) {
    FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
    FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + pitch);
    FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * pitch);
    FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * pitch);
    FloatVector w4 = FloatVector.fromArray(SPECIES, w, at + 4 * pitch);
    FloatVector w5 = FloatVector.fromArray(SPECIES, w, at + 5 * pitch);
    FloatVector w6 = FloatVector.fromArray(SPECIES, w, at + 6 * pitch);
    for (int p = 0; p < count; p++) {
      int q = from + p * step;
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, to + p * BLOCK);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q), w0, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + tap), w1, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 2 * tap), w2, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 3 * tap), w3, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 4 * tap), w4, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 5 * tap), w5, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 6 * tap), w6, sum);
      sum.intoArray(sums, to + p * BLOCK);
    }
  }

  /** All of a 3x3 window. */
  private static void nine(
      float[] map,
      int from,
      int step,
      int tap,
      int row,
      float[] w,
      int at,
      int pitch,
      float[] sums,
      int to,
      int count) {
    FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
    FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + pitch);
    FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * pitch);
    FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * pitch);
    FloatVector w4 = FloatVector.fromArray(SPECIES, w, at + 4 * pitch);
    FloatVector w5 = FloatVector.fromArray(SPECIES, w, at + 5 * pitch);
    FloatVector w6 = FloatVector.fromArray(SPECIES, w, at + 6 * pitch);
    FloatVector w7 = FloatVector.fromArray(SPECIES, w, at + 7 * pitch);
    FloatVector w8 = FloatVector.fromArray(SPECIES, w, at + 8 * pitch);
    for (int p = 0; p < count; p++) {
      int q = from + p * step;
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, to + p * BLOCK);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q), w0, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + tap), w1, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 2 * tap), w2, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + row), w3, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + row + tap), w4, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + row + 2 * tap), w5, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 2 * row), w6, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 2 * row + tap), w7, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 2 * row + 2 * tap), w8, sum);
      sum.intoArray(sums, to + p * BLOCK);
    }
  }

  private static void three(
      float[] map,
      int from,
      int step,
      int tap,
      float[] w,
      int at,
      int pitch,
      float[] sums,
      int to,
      int count) {
    FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
    FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + pitch);
    FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * pitch);
    for (int p = 0; p < count; p++) {
      int q = from + p * step;
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, to + p * BLOCK);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q), w0, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + tap), w1, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 2 * tap), w2, sum);
      sum.intoArray(sums, to + p * BLOCK);
    }
  }

  private static void five(
      float[] map,
      int from,
      int step,
      int tap,
      float[] w,
      int at,
      int pitch,
      float[] sums,
      int to,
      int count) {
    FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
    FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + pitch);
    FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * pitch);
    FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * pitch);
    FloatVector w4 = FloatVector.fromArray(SPECIES, w, at + 4 * pitch);
    for (int p = 0; p < count; p++) {
      int q = from + p * step;
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, to + p * BLOCK);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q), w0, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + tap), w1, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 2 * tap), w2, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 3 * tap), w3, sum);
      sum = Lanes.fma(FloatVector.fromArray(SPECIES, map, q + 4 * tap), w4, sum);
      sum.intoArray(sums, to + p * BLOCK);
    }
  }

  /** Columns that a stretch sees. */
  private int across(int count) {
    Window w = spec.window();
    return (count - 1) * w.strideWidth() + (w.kernelWidth() - 1) * w.dilationWidth() + 1;
  }

  @Override
  public int rowCount(int height) {
    return (int) spec.window().height(height);
  }

  @Override
  public int rowStep() {
    return 1;
  }

  @Override
  public int scratchFloats() {
    return (PIXELS + across(PIXELS)) * BLOCK;
  }
}
