package org.sr4j.data.patch;

import java.util.SplittableRandom;

/** Independent random streams by number, so that no worker needs the state of another. */
final class Streams {

  private Streams() {}

  /** Stream {@code number} of {@code seed}. Patches have numbers from 0, epochs from -1 down. */
  static SplittableRandom of(long seed, long number) {
    return new SplittableRandom(mix(mix(seed) + number));
  }

  /**
   * Spreads neighbouring numbers over all 64 bits (finaliser of MurmurHash3): SplittableRandom adds
   * its seed to a counter, so near seeds would give overlapping streams.
   */
  private static long mix(long z) {
    long a = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    long b = (a ^ (a >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return b ^ (b >>> 33);
  }
}
