package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.ChannelNorm;

/** Normalises the channels of each pixel, and adds a map. */
public final class ChannelNormStep extends Step {

  private final ChannelNorm norm;
  private final Slot in;
  private final Slot add;
  private final Slot out;

  /**
   * @param add a map of the same size, or null
   */
  public ChannelNormStep(String name, ChannelNorm norm, Slot in, Slot add, Slot out) {
    super(name, "normalise channels");
    this.norm = norm;
    this.in = in;
    this.add = add;
    this.out = out;
  }

  @Override
  public int scratchFloats() {
    return norm.scratchFloats(in.map().width());
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    for (int y = begin; y < end; y++) {
      norm.row(in.map(), add == null ? null : add.map(), out.map(), y, scratch);
    }
    Borders.clear(out.map(), begin, end);
  }

  @Override
  public long bytes() {
    return Bytes.of(in, add, out);
  }
}
