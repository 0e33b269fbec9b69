package org.sr4j.models.engine.vector.step;

import java.util.Arrays;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.kernel.RowFunctions;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Reduce;

/**
 * Reduces blocks of rows over height and width. Blocks do not depend on the number of threads, and
 * so neither do sums.
 */
public final class SpatialReduceStep extends Step {

  /**
   * Rows that are reduced to one vector of channels: few, and a divisor of the heights of tiles, so
   * that steps done together with this can be shared out evenly.
   */
  public static final int BLOCK = 2;

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
    Binary.Kind function = function(kind);
    float[] data = partial.data();
    float none = none(kind);
    for (int block = begin / BLOCK; block * BLOCK < end; block++) {
      int to = partial.offset() + block * channels;
      Arrays.fill(data, to, to + channels, none);
      int last = Math.min(map.height(), (block + 1) * BLOCK);
      for (int y = block * BLOCK; y < last; y++) {
        for (int x = 0; x < map.width(); x += STRETCH) {
          Arrays.fill(scratch, 0, channels, none);
          int count = Math.min(STRETCH, map.width() - x);
          int from = map.index(y, x);
          for (int i = 0; i < count; i++, from += map.pixelPitch()) {
            RowFunctions.apply(function, scratch, 0, map.data(), from, scratch, 0, channels);
          }
          RowFunctions.apply(function, data, to, scratch, 0, data, to, channels);
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

  private static Binary.Kind function(Reduce.Kind kind) {
    return switch (kind) {
      case MAX -> Binary.Kind.MAXIMUM;
      case MIN -> Binary.Kind.MINIMUM;
      case MEAN, SUM -> Binary.Kind.ADD;
    };
  }

  @Override
  public long bytes() {
    return Bytes.of(in);
  }
}
