package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;

/** Lays planes {@code [C,H,W]} out as a map. */
public final class PlanesToMapStep extends Step {

  private final Slot in;
  private final Slot out;

  public PlanesToMapStep(String name, Slot in, Slot out) {
    super(name, "planes to map");
    this.in = in;
    this.out = out;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap target = out.map();
    float[] data = target.data();
    int width = target.width();
    int plane = target.height() * width;
    int pitch = target.pixelPitch();
    Borders.clearRows(target, begin, end);
    for (int y = begin; y < end; y++) {
      for (int c = 0; c < target.channels(); c++) {
        int from = in.offset() + c * plane + y * width;
        int to = target.index(y, 0) + c;
        for (int x = 0; x < width; x++, to += pitch) {
          data[to] = in.data()[from + x];
        }
      }
    }
    Borders.clear(target, begin, end);
  }

  @Override
  public long bytes() {
    return 2 * Bytes.of(out);
  }
}
