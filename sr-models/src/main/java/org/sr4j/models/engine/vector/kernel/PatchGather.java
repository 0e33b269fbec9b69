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

  private final Window window;
  private final int channels;
  private final int pitch;
  private final boolean vectors;

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

  /** Gathers the patches of {@code count} output pixels of row y from column x on. */
  void row(FeatureMap in, int firstChannel, int y, int x, int count, float[] patches, int to) {
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
