package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;

/** Part of a map that may reach beyond its edges, where there are zeros. */
final class WindowCopy {

  private WindowCopy() {}

  /** Whether all of {@code [y, y+height) x [x, x+width)} can be read in place. */
  static boolean inside(FeatureMap map, int y, int x, int height, int width) {
    int border = map.border();
    return y >= -border
        && x >= -border
        && y + height <= map.height() + border
        && x + width <= map.width() + border;
  }

  /** Copies a part of some channels to {@code [height][width][channels]}. */
  static void copy(
      FeatureMap map,
      int channel,
      int channels,
      int y,
      int x,
      int height,
      int width,
      float[] to,
      int at) {
    Arrays.fill(to, at, at + height * width * channels, 0);
    int begin = Math.max(0, -x);
    int end = Math.min(width, map.width() - x);
    for (int dy = Math.max(0, -y); dy < Math.min(height, map.height() - y); dy++) {
      for (int dx = begin; dx < end; dx++) {
        int from = map.index(y + dy, x + dx) + channel;
        System.arraycopy(map.data(), from, to, at + (dy * width + dx) * channels, channels);
      }
    }
  }
}
