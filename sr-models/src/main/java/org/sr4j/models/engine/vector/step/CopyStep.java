package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;

/** Copies a map: a part of a concatenation, or a slice, that cannot be a view. */
public final class CopyStep extends Step {

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
      int from = source.index(y + top, left) + fromChannel;
      int to = target.index(y, 0) + toChannel;
      for (int x = 0; x < target.width(); x++) {
        System.arraycopy(source.data(), from, target.data(), to, channels);
        from += source.pixelPitch();
        to += target.pixelPitch();
      }
    }
    if (toChannel + channels == target.channels()) {
      Borders.clearPadding(target, begin, end);
    }
    if (last) {
      Borders.clear(target, begin, end);
    }
  }

  @Override
  public long bytes() {
    return 2L * Float.BYTES * out.map().height() * out.map().width() * channels;
  }
}
