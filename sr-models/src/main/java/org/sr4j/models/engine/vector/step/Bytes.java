package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;

/** How much memory maps take without borders and padding. */
final class Bytes {

  private Bytes() {}

  static long of(Slot... slots) {
    long floats = 0;
    for (Slot slot : slots) {
      if (slot != null && slot.map() != null) {
        FeatureMap map = slot.map();
        floats += (long) map.height() * map.width() * map.channels();
      }
    }
    return Float.BYTES * floats;
  }
}
