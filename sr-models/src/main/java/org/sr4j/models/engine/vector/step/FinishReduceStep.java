package org.sr4j.models.engine.vector.step;

import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.program.op.Reduce;

/** Combines the blocks of a {@link SpatialReduceStep}, sums in double. */
public final class FinishReduceStep extends Step {

  private final Slot partial;
  private final Slot out;
  private final Reduce.Kind kind;
  private final int blocks;
  private final long pixels;

  /**
   * @param out map of one pixel
   * @param pixels over which a mean is taken
   */
  public FinishReduceStep(
      String name, Slot partial, Slot out, Reduce.Kind kind, int blocks, long pixels) {
    super(name, "reduce");
    this.partial = partial;
    this.out = out;
    this.kind = kind;
    this.blocks = blocks;
    this.pixels = pixels;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap target = out.map();
    int channels = target.paddedChannels();
    for (int c = 0; c < target.channels(); c++) {
      double value = SpatialReduceStep.none(kind);
      for (int block = 0; block < blocks; block++) {
        float part = partial.data()[partial.offset() + block * channels + c];
        value =
            switch (kind) {
              case MAX -> Math.max(value, part);
              case MIN -> Math.min(value, part);
              case MEAN, SUM -> value + part;
            };
      }
      target.data()[target.offset() + c] =
          (float) (kind == Reduce.Kind.MEAN ? value / pixels : value);
    }
    Borders.clearPadding(target, 0, 1);
    Borders.clear(target, 0, 1);
  }

  @Override
  public long bytes() {
    return Bytes.of(out);
  }
}
