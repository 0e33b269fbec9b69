package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.sr4j.models.program.op.Window;

/**
 * Lays out what each output pixel sees as one row of a matrix, {@code [tap][channel]}, with zeros
 * outside the map. So one matrix product serves every window, stride, dilation and border.
 */
final class PatchGather {

  private static final int LANES = Lanes.COUNT;

  /** Channels up to which rows are compacted first. */
  private static final int NARROW = 4;

  private final Window window;
  private final int channels;
  private final int pitch;
  private final boolean vectors;

  /** Whether a vector per tap would be nearly empty. */
  private final boolean narrow;

  /**
   * @param inputs channels of the map
   * @param channels of a group, those that are gathered
   */
  PatchGather(Window window, int inputs, int channels) {
    this.window = window;
    this.channels = channels;
    // Whole vectors are copied: what overruns a tap is overwritten by the next one, or lies between
    // the rows. Reading must not overrun a pixel.
    this.vectors = channels == inputs || channels % LANES == 0;
    this.narrow = channels <= NARROW && window.dilationWidth() == 1 && window.kernelWidth() > 1;
    this.pitch = length() + FeatureMap.CHANNEL_BLOCK;
  }

  /** Values of one patch. */
  int length() {
    return window.kernelHeight() * window.kernelWidth() * channels;
  }

  /** Floats from patch to patch. */
  int pitch() {
    return pitch;
  }

  /** Floats of working memory for a row of {@code count} patches. */
  int stageFloats(int count) {
    return narrow ? columns(count) * channels + FeatureMap.CHANNEL_BLOCK : 0;
  }

  private int columns(int count) {
    return (count - 1) * window.strideWidth() + window.kernelWidth();
  }

  /**
   * The same by rows of the window: the map's row is written without gaps between its few channels,
   * so that a row of the window is one vector.
   */
  private void narrowRow(
      FeatureMap in,
      int firstChannel,
      int y,
      int x,
      int count,
      float[] patches,
      int to,
      int stage) {
    int stride = window.strideWidth();
    int left = x * stride - window.left();
    int columns = columns(count);
    for (int ky = 0; ky < window.kernelHeight(); ky++) {
      int row = y * window.strideHeight() - window.top() + ky * window.dilationHeight();
      boolean inside = row >= 0 && row < in.height();
      int begin = inside ? clamp(-left, columns) : columns;
      int end = inside ? clamp(in.width() - left, columns) : columns;
      Arrays.fill(patches, stage, stage + begin * channels, 0);
      Arrays.fill(patches, stage + Math.max(begin, end) * channels, stage + columns * channels, 0);
      if (begin < end) {
        int from = in.index(row, left + begin) + firstChannel;
        compact(in.data(), from, in.pixelPitch(), patches, stage + begin * channels, end - begin);
      }
      int tap = to + ky * window.kernelWidth() * channels;
      int values = window.kernelWidth() * channels;
      for (int c = 0; c < values; c += LANES) {
        for (int p = 0; p < count; p++) {
          FloatVector v =
              FloatVector.fromArray(Lanes.SPECIES, patches, stage + c + p * stride * channels);
          v.intoArray(patches, tap + c + p * pitch);
        }
      }
    }
  }

  private void compact(float[] map, int from, int step, float[] stage, int to, int count) {
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < count; p++) {
        stage[to + p * channels + c] = map[from + p * step + c];
      }
    }
  }

  /**
   * Gathers the patches of {@code count} output pixels of row y from column x on.
   *
   * @param patches where they go is {@code to}
   * @param stage {@link #stageFloats} floats of {@code patches} to work in begin here
   */
  void row(
      FeatureMap in,
      int firstChannel,
      int y,
      int x,
      int count,
      float[] patches,
      int to,
      int stage) {
    if (narrow) {
      narrowRow(in, firstChannel, y, x, count, patches, to, stage);
      return;
    }
    int tap = to;
    for (int ky = 0; ky < window.kernelHeight(); ky++) {
      int row = y * window.strideHeight() - window.top() + ky * window.dilationHeight();
      boolean inside = row >= 0 && row < in.height();
      for (int kx = 0; kx < window.kernelWidth(); kx++) {
        int stride = window.strideWidth();
        int column = x * stride - window.left() + kx * window.dilationWidth();
        int begin = inside ? clamp(ceilDiv(-column, stride), count) : count;
        int end = clamp(ceilDiv(in.width() - column, stride), count);
        clear(patches, tap, begin);
        if (begin < end) {
          int from = in.index(row, column + begin * stride) + firstChannel;
          int step = stride * in.pixelPitch();
          copy(in.data(), from, step, patches, tap + begin * pitch, end - begin);
        }
        clear(patches, tap + Math.max(begin, end) * pitch, count - Math.max(begin, end));
        tap += channels;
      }
    }
  }

  private void copy(float[] map, int from, int step, float[] patches, int to, int count) {
    if (!vectors) {
      for (int p = 0; p < count; p++) {
        System.arraycopy(map, from + p * step, patches, to + p * pitch, channels);
      }
      return;
    }
    for (int c = 0; c < channels; c += LANES) {
      for (int p = 0; p < count; p++) {
        FloatVector v = FloatVector.fromArray(Lanes.SPECIES, map, from + c + p * step);
        v.intoArray(patches, to + c + p * pitch);
      }
    }
  }

  private void clear(float[] patches, int to, int count) {
    for (int p = 0; p < count; p++) {
      Arrays.fill(patches, to + p * pitch, to + p * pitch + channels, 0);
    }
  }

  private static int ceilDiv(int a, int b) {
    return -Math.floorDiv(-a, b);
  }

  private static int clamp(int value, int most) {
    return Math.max(0, Math.min(value, most));
  }
}
