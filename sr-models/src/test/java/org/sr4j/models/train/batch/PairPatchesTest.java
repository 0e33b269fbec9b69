package org.sr4j.models.train.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sr4j.data.image.BytePlanes;

class PairPatchesTest {

  private static final int WIDTH = 12;
  private static final int HEIGHT = 9;
  private static final BatchShape SHAPE = new BatchShape(3, 1, 4, 2);

  @Test
  void aBatchDependsOnSeedAndIndexAlone() {
    BatchSource one = patches(true, 0, 7);
    BatchSource other = patches(true, 0, 7);
    one.batch(3);
    assertThat(other.batch(5).lowRes()).isEqualTo(one.batch(5).lowRes());
    assertThat(one.batch(6).lowRes()).isNotEqualTo(one.batch(5).lowRes());
    assertThat(patches(true, 0, 8).batch(5).lowRes()).isNotEqualTo(one.batch(5).lowRes());
  }

  @Test
  void lowAndHighResolutionShowTheSamePlaceTurnedAlike() {
    // Sample (y, x) of the low resolution is y * WIDTH + x; the high one repeats each 2x2.
    BatchSource source = patches(true, 0, 1);
    Set<Integer> turns = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      Batch batch = source.batch(i);
      for (int n = 0; n < 3; n++) {
        for (int y = 0; y < 8; y++) {
          for (int x = 0; x < 8; x++) {
            assertThat(batch.highRes()[(n * 8 + y) * 8 + x])
                .isEqualTo(batch.lowRes()[(n * 4 + y / 2) * 4 + x / 2]);
          }
        }
        float origin = batch.lowRes()[n * 16];
        int right = Math.round((batch.lowRes()[n * 16 + 1] - origin) * 255);
        int down = Math.round((batch.lowRes()[n * 16 + 4] - origin) * 255);
        turns.add(right * 1000 + down);
      }
    }
    // All eight symmetries of the square, and nothing else: one axis steps by 1, the other by 12.
    assertThat(turns)
        .containsExactlyInAnyOrder(1012, 988, -988, -1012, 12001, 11999, -11999, -12001);
  }

  @Test
  void withoutAugmentationPatchesAreUpright() {
    Batch batch = patches(false, 0, 1).batch(0);
    for (int n = 0; n < 3; n++) {
      assertThat(Math.round((batch.lowRes()[n * 16 + 1] - batch.lowRes()[n * 16]) * 255))
          .isEqualTo(1);
      assertThat(Math.round((batch.lowRes()[n * 16 + 4] - batch.lowRes()[n * 16]) * 255))
          .isEqualTo(WIDTH);
    }
  }

  @Test
  void smoothPatchesAreDrawnAgain() {
    BytePlanes flat = new BytePlanes(WIDTH, HEIGHT, new byte[1][WIDTH * HEIGHT]);
    BytePlanes flatHigh = new BytePlanes(2 * WIDTH, 2 * HEIGHT, new byte[1][4 * WIDTH * HEIGHT]);
    List<PicturePair> pictures = List.of(new PicturePair(flat, flatHigh), ramp());
    int smooth = 0;
    BatchSource source = new PairPatches(pictures, SHAPE, false, 3, 1);
    for (int i = 0; i < 30; i++) {
      Batch batch = source.batch(i);
      for (int n = 0; n < 3; n++) {
        smooth += batch.lowRes()[n * 16] == batch.lowRes()[n * 16 + 15] ? 1 : 0;
      }
    }
    // Half of all draws are smooth; twenty in a row never.
    assertThat(smooth).isZero();
  }

  private static BatchSource patches(boolean augment, double threshold, long seed) {
    return new PairPatches(List.of(ramp()), SHAPE, augment, threshold, seed);
  }

  private static PicturePair ramp() {
    byte[] low = new byte[WIDTH * HEIGHT];
    byte[] high = new byte[4 * low.length];
    for (int y = 0; y < 2 * HEIGHT; y++) {
      for (int x = 0; x < 2 * WIDTH; x++) {
        byte value = (byte) (y / 2 * WIDTH + x / 2);
        low[y / 2 * WIDTH + x / 2] = value;
        high[y * 2 * WIDTH + x] = value;
      }
    }
    return new PicturePair(
        new BytePlanes(WIDTH, HEIGHT, new byte[][] {low}),
        new BytePlanes(2 * WIDTH, 2 * HEIGHT, new byte[][] {high}));
  }
}
