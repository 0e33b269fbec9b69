package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;

/** Writes a map as planes {@code [C,H,W]}. */
public final class MapToPlanesStep extends Step {

  private final Slot in;
  private final Slot out;

  public MapToPlanesStep(String name, Slot in, Slot out) {
    super(name, "map to planes");
    this.in = in;
    this.out = out;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap source = in.map();
    float[] data = out.data();
    int width = source.width();
    int plane = source.height() * width;
    int pitch = source.pixelPitch();
    for (int y = begin; y < end; y++) {
      for (int c = 0; c < source.channels(); c++) {
        int from = source.index(y, 0) + c * source.channelPitch();
        int to = out.offset() + c * plane + y * width;
        for (int x = 0; x < width; x++, from += pitch) {
          data[to + x] = source.data()[from];
        }
      }
    }
  }

  @Override
  public long bytes() {
    return 2 * Bytes.of(in);
  }
}
