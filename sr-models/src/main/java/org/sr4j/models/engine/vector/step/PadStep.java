package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.program.op.Pad;

/** Extends a map by a constant, its edge or its mirror image; negative sizes cut off. */
public final class PadStep extends Step {

  private final Pad pad;
  private final Slot in;
  private final Slot out;

  public PadStep(Pad pad, Slot in, Slot out) {
    super(pad.output(), "pad");
    this.pad = pad;
    this.in = in;
    this.out = out;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap source = in.map();
    FeatureMap target = out.map();
    int channels = target.paddedChannels();
    for (int y = begin; y < end; y++) {
      int row = source(y - pad.top(), source.height());
      for (int x = 0; x < target.width(); x++) {
        int column = source(x - pad.left(), source.width());
        int to = target.index(y, x);
        if (row < 0 || column < 0) {
          Arrays.fill(target.data(), to, to + channels, pad.value());
        } else {
          int from = source.index(row, column);
          System.arraycopy(source.data(), from, target.data(), to, channels);
        }
      }
    }
    Borders.clearPadding(target, begin, end);
    Borders.clear(target, begin, end);
  }

  /** Where a pixel comes from; -1 for the constant. */
  private int source(int position, int length) {
    if (position >= 0 && position < length) {
      return position;
    }
    return switch (pad.mode()) {
      case CONSTANT -> -1;
      case EDGE -> Math.max(0, Math.min(length - 1, position));
      case REFLECT -> mirrored(position, length);
    };
  }

  private static int mirrored(int position, int length) {
    int period = Math.max(1, 2 * (length - 1));
    int p = Math.floorMod(position, period);
    return p < length ? p : period - p;
  }

  @Override
  public long bytes() {
    return Bytes.of(in, out);
  }
}
