package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.program.op.PixelShuffle;

/** Pixel shuffle or unshuffle that no convolution takes over. Rows are those of the smaller map. */
public final class ShuffleStep extends Step {

  private final Slot in;
  private final Slot out;
  private final int factor;
  private final PixelShuffle.Order order;
  private final boolean inverse;

  /**
   * @param inverse whether {@code out} is the smaller map
   */
  public ShuffleStep(
      String name, Slot in, Slot out, int factor, PixelShuffle.Order order, boolean inverse) {
    super(name, inverse ? "unshuffle" : "shuffle");
    this.in = in;
    this.out = out;
    this.factor = factor;
    this.order = order;
    this.inverse = inverse;
  }

  private FeatureMap small() {
    return (inverse ? out : in).map();
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap small = small();
    FeatureMap large = (inverse ? in : out).map();
    int cells = factor * factor;
    int channels = large.channels();
    int cellPitch = order == PixelShuffle.Order.CHANNEL_FIRST ? 1 : channels;
    int channelPitch = order == PixelShuffle.Order.CHANNEL_FIRST ? cells : 1;
    FeatureMap target = out.map();
    int rows = inverse ? 1 : factor;
    if (target.paddedChannels() > target.channels()) {
      Borders.clearRows(target, begin * rows, end * rows);
    }
    for (int y = begin; y < end; y++) {
      for (int x = 0; x < small.width(); x++) {
        int s = small.index(y, x);
        for (int cell = 0; cell < cells; cell++) {
          int l = large.index(y * factor + cell / factor, x * factor + cell % factor);
          int at = s + cell * cellPitch;
          for (int c = 0; c < channels; c++, at += channelPitch) {
            if (inverse) {
              small.data()[at] = large.data()[l + c];
            } else {
              large.data()[l + c] = small.data()[at];
            }
          }
        }
      }
    }
    Borders.clear(target, begin * rows, end * rows);
  }

  @Override
  public long bytes() {
    return Bytes.of(in, out);
  }
}
