package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;
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
      for (int x = 0; x < source.width(); x++) {
        target.data()[target.index(y, x)] =
            pixel(kind, source.data(), source.index(y, x), channels);
      }
    }
    Borders.clearPadding(target, begin, end);
    Borders.clear(target, begin, end);
  }

  private static float pixel(Reduce.Kind kind, float[] data, int from, int channels) {
    float value = SpatialReduceStep.none(kind);
    switch (kind) {
      case MAX -> {
        for (int c = from; c < from + channels; c++) {
          value = Math.max(value, data[c]);
        }
      }
      case MIN -> {
        for (int c = from; c < from + channels; c++) {
          value = Math.min(value, data[c]);
        }
      }
      case MEAN, SUM -> {
        for (int c = from; c < from + channels; c++) {
          value += data[c];
        }
      }
    }
    return kind == Reduce.Kind.MEAN ? value / channels : value;
  }

  @Override
  public long bytes() {
    return Bytes.of(in, out);
  }
}
