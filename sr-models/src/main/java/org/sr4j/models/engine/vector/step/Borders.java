package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import org.sr4j.models.engine.vector.kernel.FeatureMap;

/** Zeros around maps, written by whoever writes the rows: memory is shared with other maps. */
final class Borders {

  private Borders() {}

  /** Clears what lies left and right of rows, and above the first and below the last. */
  static void clear(FeatureMap map, int begin, int end) {
    int border = map.border();
    if (border == 0) {
      return;
    }
    int width = map.width();
    for (int y = begin; y < end; y++) {
      clear(map, y, -border, border);
      clear(map, y, width, border);
    }
    int whole = width + 2 * border;
    if (begin == 0) {
      for (int y = -border; y < 0; y++) {
        clear(map, y, -border, whole);
      }
    }
    if (end == map.height()) {
      for (int y = end; y < end + border; y++) {
        clear(map, y, -border, whole);
      }
    }
  }

  private static void clear(FeatureMap map, int y, int x, int pixels) {
    int channels = map.paddedChannels();
    int from = map.index(y, x);
    if (channels == map.pixelPitch()) {
      Arrays.fill(map.data(), from, from + pixels * channels, 0);
      return;
    }
    for (int i = 0; i < pixels; i++, from += map.pixelPitch()) {
      Arrays.fill(map.data(), from, from + channels, 0);
    }
  }

  /** Clears the padding channels of rows. */
  static void clearPadding(FeatureMap map, int begin, int end) {
    int padding = map.paddedChannels() - map.channels();
    if (padding == 0) {
      return;
    }
    for (int y = begin; y < end; y++) {
      int from = map.index(y, 0) + map.channels();
      for (int x = 0; x < map.width(); x++, from += map.pixelPitch()) {
        Arrays.fill(map.data(), from, from + padding, 0);
      }
    }
  }

  /** Clears rows with all channels: what then writes a few channels need not clear the others. */
  static void clearRows(FeatureMap map, int begin, int end) {
    for (int y = begin; y < end; y++) {
      clear(map, y, 0, map.width());
    }
  }
}
