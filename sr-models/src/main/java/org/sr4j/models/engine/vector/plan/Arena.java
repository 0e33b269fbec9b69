package org.sr4j.models.engine.vector.plan;

import java.util.Arrays;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;

/** The memory of a session's plans, of which one runs at a time. It only grows. */
public final class Arena {

  /** Floats in one array: indices are ints, and neighbouring pixels are addressed beyond. */
  static final long BLOCK_LIMIT = 1L << 29;

  private final long limitBytes;
  private float[][] blocks = new float[0][];
  private int generation;

  /**
   * @param limitBytes that all arrays together may take
   */
  public Arena(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /**
   * Makes sure of the blocks' lengths.
   *
   * @throws EngineException if that is more than allowed, or than there is
   */
  void require(long[] lengths, String picture) {
    long bytes = 0;
    boolean fits = true;
    for (int i = 0; i < Math.max(lengths.length, blocks.length); i++) {
      long have = i < blocks.length ? blocks[i].length : 0;
      long need = i < lengths.length ? lengths[i] : 0;
      bytes += Float.BYTES * Math.max(have, need);
      fits &= need <= have;
      if (need > Integer.MAX_VALUE - 16) {
        throw tooLarge(picture, Float.BYTES * need);
      }
    }
    if (fits) {
      return;
    }
    if (bytes > limitBytes) {
      throw tooLarge(picture, bytes);
    }
    grow(lengths, picture, bytes);
  }

  private void grow(long[] lengths, String picture, long bytes) {
    generation++;
    if (lengths.length > blocks.length) {
      int had = blocks.length;
      blocks = Arrays.copyOf(blocks, lengths.length);
      Arrays.fill(blocks, had, blocks.length, new float[0]);
    }
    try {
      for (int i = 0; i < lengths.length; i++) {
        if (blocks[i].length < lengths[i]) {
          // The old array is let go before the new one is asked for.
          blocks[i] = new float[0];
          blocks[i] = new float[(int) lengths[i]];
        }
      }
    } catch (OutOfMemoryError e) {
      throw tooLarge(picture, bytes);
    }
  }

  private EngineException tooLarge(String picture, long bytes) {
    long mib = 1L << 20;
    return new EngineException(
        Problem.cannot("run the network")
            .at(picture)
            .got("%d MiB of working memory".formatted((bytes + mib - 1) / mib))
            .expected("at most %d MiB".formatted(limitBytes / mib))
            .advice(
                "Use tiles (--tile, ResolverOptions.withTile), smaller ones, or more heap (-Xmx)."));
  }

  /** Changes whenever arrays do. */
  int generation() {
    return generation;
  }

  float[] block(int index) {
    return blocks[index];
  }

  /** Memory that is held. */
  public long bytes() {
    long floats = 0;
    for (float[] block : blocks) {
      floats += block.length;
    }
    return Float.BYTES * floats;
  }
}
