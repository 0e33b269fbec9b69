package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.program.op.PixelShuffle;

/** Pixel shuffle of a map to planes. Rows are those of the map. */
public final class ShuffleToPlanesStep extends Step {

  private final Slot in;
  private final Slot out;
  private final int factor;
  private final int channels;
  private final PixelShuffle.Order order;

  /**
   * @param channels of the result
   */
  public ShuffleToPlanesStep(
      String name, Slot in, Slot out, int factor, int channels, PixelShuffle.Order order) {
    super(name, "shuffle to planes");
    this.in = in;
    this.out = out;
    this.factor = factor;
    this.channels = channels;
    this.order = order;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap map = in.map();
    int width = map.width() * factor;
    int plane = map.height() * factor * width;
    int cells = factor * factor;
    boolean channelFirst = order == PixelShuffle.Order.CHANNEL_FIRST;
    for (int y = begin; y < end; y++) {
      for (int c = 0; c < channels; c++) {
        for (int cell = 0; cell < cells; cell++) {
          int from = map.index(y, 0) + (channelFirst ? c * cells + cell : cell * channels + c);
          int row = y * factor + cell / factor;
          int to = out.offset() + c * plane + row * width + cell % factor;
          line(map.data(), from, map.pixelPitch(), out.data(), to, map.width());
        }
      }
    }
  }

  private void line(float[] a, int from, int pitch, float[] b, int to, int count) {
    for (int x = 0; x < count; x++) {
      b[to + x * factor] = a[from + x * pitch];
    }
  }

  @Override
  public long bytes() {
    return 2 * Bytes.of(in);
  }
}
