package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.program.op.Reduce;

/**
 * Reduces blocks of rows over height and width. Blocks do not depend on the number of threads, and
 * so neither do sums.
 */
public final class SpatialReduceStep extends Step {

  /** Rows that are reduced to one vector of channels. */
  public static final int BLOCK = 8;

  /** Pixels that are summed by themselves before they are added to the others: small errors. */
  private static final int STRETCH = 32;

  private final Slot in;
  private final Slot partial;
  private final Reduce.Kind kind;

  /**
   * @param partial {@code [blocks][padded channels]}
   */
  public SpatialReduceStep(String name, Slot in, Slot partial, Reduce.Kind kind) {
    super(name, "reduce");
    this.in = in;
    this.partial = partial;
    this.kind = kind;
  }

  @Override
  public int rowStep() {
    return BLOCK;
  }

  @Override
  public int scratchFloats() {
    return in.map().paddedChannels();
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    FeatureMap map = in.map();
    int channels = map.paddedChannels();
    boolean sum = kind == Reduce.Kind.SUM || kind == Reduce.Kind.MEAN;
    float none = none(kind);
    for (int block = begin / BLOCK; block * BLOCK < end; block++) {
      int to = partial.offset() + block * channels;
      Arrays.fill(partial.data(), to, to + channels, none);
      int last = Math.min(map.height(), (block + 1) * BLOCK);
      for (int y = block * BLOCK; y < last; y++) {
        for (int x = 0; x < map.width(); x += STRETCH) {
          Arrays.fill(scratch, 0, channels, none);
          int count = Math.min(STRETCH, map.width() - x);
          int from = map.index(y, x);
          for (int i = 0; i < count; i++, from += map.pixelPitch()) {
            combine(kind, sum, map.data(), from, scratch, 0, channels);
          }
          combine(kind, sum, scratch, 0, partial.data(), to, channels);
        }
      }
    }
  }

  static float none(Reduce.Kind kind) {
    return switch (kind) {
      case MAX -> Float.NEGATIVE_INFINITY;
      case MIN -> Float.POSITIVE_INFINITY;
      case MEAN, SUM -> 0;
    };
  }

  private static void combine(
      Reduce.Kind kind, boolean sum, float[] a, int from, float[] out, int to, int n) {
    if (sum) {
      for (int i = 0; i < n; i++) {
        out[to + i] += a[from + i];
      }
    } else if (kind == Reduce.Kind.MAX) {
      for (int i = 0; i < n; i++) {
        out[to + i] = Math.max(out[to + i], a[from + i]);
      }
    } else {
      for (int i = 0; i < n; i++) {
        out[to + i] = Math.min(out[to + i], a[from + i]);
      }
    }
  }

  @Override
  public long bytes() {
    return Bytes.of(in);
  }
}
