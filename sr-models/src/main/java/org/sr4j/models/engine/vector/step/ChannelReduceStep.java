package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.kernel.RowFunctions;
import org.sr4j.models.program.op.Reduce;

/** Reduces the channels of each pixel to one. */
public final class ChannelReduceStep extends Step {

  private final Slot in;
  private final Slot out;
  private final Reduce.Kind kind;

  public ChannelReduceStep(String name, Slot in, Slot out, Reduce.Kind kind) {
    super(name, "reduce channels");
    this.in = in;
    this.out = out;
    this.kind = kind;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap source = in.map();
    FeatureMap target = out.map();
    int channels = source.channels();
    for (int y = begin; y < end; y++) {
      if (kind == Reduce.Kind.MEAN || kind == Reduce.Kind.SUM) {
        sums(source, target, y);
        continue;
      }
      RowFunctions.extremes(
          source.data(),
          source.index(y, 0),
          source.pixelPitch(),
          channels,
          kind == Reduce.Kind.MAX,
          target.data(),
          target.index(y, 0),
          target.pixelPitch(),
          source.width());
    }
    Borders.clearPadding(target, begin, end);
    Borders.clear(target, begin, end);
  }

  /** Padding channels are zeros, and are summed too. */
  private void sums(FeatureMap source, FeatureMap target, int y) {
    int to = target.index(y, 0);
    int pitch = target.pixelPitch();
    int width = source.width();
    RowFunctions.sums(
        source.data(),
        source.index(y, 0),
        source.pixelPitch(),
        source.paddedChannels(),
        target.data(),
        to,
        pitch,
        width);
    if (kind == Reduce.Kind.MEAN) {
      for (int x = 0; x < width; x++) {
        target.data()[to + x * pitch] /= source.channels();
      }
    }
  }

  @Override
  public long bytes() {
    return Bytes.of(in, out);
  }
}
