package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.kernel.RowFunctions;

/** Copies a map: a part of a concatenation, or a slice, that cannot be a view. */
public final class CopyStep extends Step {

  private static final int BLOCK = FeatureMap.CHANNEL_BLOCK;

  private final Slot in;
  private final Slot out;
  private final int top;
  private final int left;
  private final int fromChannel;
  private final int toChannel;
  private final int channels;
  private final boolean last;

  /**
   * @param top first row of the input
   * @param left first column of the input
   * @param fromChannel first channel of the input
   * @param toChannel where it goes
   * @param channels how many
   * @param last whether it is the last to write the output, and clears what is around it
   */
  public CopyStep(
      String name,
      Slot in,
      Slot out,
      int top,
      int left,
      int fromChannel,
      int toChannel,
      int channels,
      boolean last) {
    super(name, "copy");
    this.in = in;
    this.out = out;
    this.top = top;
    this.left = left;
    this.fromChannel = fromChannel;
    this.toChannel = toChannel;
    this.channels = channels;
    this.last = last;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap source = in.map();
    FeatureMap target = out.map();
    for (int y = begin; y < end; y++) {
      row(source, source.index(y + top, left) + fromChannel, target, target.index(y, 0));
    }
    if (toChannel + channels == target.channels()) {
      Borders.clearPadding(target, begin, end);
    }
    if (last) {
      Borders.clear(target, begin, end);
    }
  }

  private void row(FeatureMap source, int from, FeatureMap target, int pixel) {
    int to = pixel + toChannel;
    for (int c = 0; c + BLOCK <= channels; c += BLOCK) {
      block(source, from + c, target, to + c);
    }
    if (channels % BLOCK == 0) {
      return;
    }
    if (channels > BLOCK) {
      // The last vector overlaps the one before it.
      block(source, from + channels - BLOCK, target, to + channels - BLOCK);
    } else if (mayOverrun(source)) {
      block(source, from, target, to);
    } else {
      for (int x = 0; x < target.width(); x++) {
        System.arraycopy(source.data(), from, target.data(), to, channels);
        from += source.pixelPitch();
        to += target.pixelPitch();
      }
    }
  }

  /**
   * Whether what a whole vector writes behind the few channels does no harm: it is written again,
   * by the copies of the next parts, which follow and are no multiple of a block away, or as
   * padding.
   */
  private boolean mayOverrun(FeatureMap source) {
    int end = toChannel + channels;
    return toChannel + BLOCK <= FeatureMap.padded(end)
        && end % BLOCK != 0
        && fromChannel + BLOCK <= source.paddedChannels();
  }

  private static void block(FeatureMap source, int from, FeatureMap target, int to) {
    int pitch = source.pixelPitch();
    RowFunctions.copy(
        source.data(), from, pitch, target.data(), to, target.pixelPitch(), target.width());
  }

  @Override
  public long bytes() {
    return 2L * Float.BYTES * out.map().height() * out.map().width() * channels;
  }
}
