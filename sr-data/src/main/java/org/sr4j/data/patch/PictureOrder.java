package org.sr4j.data.patch;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/** Which picture each patch is cut from: every picture once per epoch, in a new order each time. */
final class PictureOrder {

  private record Epoch(long number, int[] order) {}

  private final int pictures;
  private final long seed;
  private final AtomicReference<Epoch> last = new AtomicReference<>(new Epoch(-1, new int[0]));

  PictureOrder(int pictures, long seed) {
    this.pictures = pictures;
    this.seed = seed;
  }

  /**
   * @param patch number of the patch since the beginning of training
   */
  int picture(long patch) {
    long number = patch / pictures;
    Epoch epoch = last.get();
    if (epoch.number != number) {
      epoch = new Epoch(number, shuffled(number));
      last.set(epoch);
    }
    return epoch.order[(int) (patch % pictures)];
  }

  private int[] shuffled(long epoch) {
    SplittableRandom random = Streams.of(seed, ~epoch);
    int[] order = new int[pictures];
    for (int i = 0; i < pictures; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
