package org.sr4j.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetryTest {

  private static final float[] SQUARE = {
    1, 2, 3, //
    4, 5, 6, //
    7, 8, 9
  };

  private static float[] apply(Symmetry symmetry) {
    float[] out = new float[11];
    symmetry.apply(SQUARE, 3, out, 2);
    return Arrays.copyOfRange(out, 2, 11);
  }

  @Test
  void eachIsWhatItsNameSays() {
    assertThat(apply(Symmetry.IDENTITY)).containsExactly(SQUARE);
    assertThat(apply(Symmetry.FLIP_HORIZONTAL)).containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7);
    assertThat(apply(Symmetry.FLIP_VERTICAL)).containsExactly(7, 8, 9, 4, 5, 6, 1, 2, 3);
    assertThat(apply(Symmetry.ROTATE_180)).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
    assertThat(apply(Symmetry.TRANSPOSE)).containsExactly(1, 4, 7, 2, 5, 8, 3, 6, 9);
    assertThat(apply(Symmetry.ROTATE_90)).containsExactly(7, 4, 1, 8, 5, 2, 9, 6, 3);
    assertThat(apply(Symmetry.ROTATE_270)).containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7);
    assertThat(apply(Symmetry.ANTI_TRANSPOSE)).containsExactly(9, 6, 3, 8, 5, 2, 7, 4, 1);
  }

  @Test
  void allChoicesAreEquallyLikely() {
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[8];
    for (int i = 0; i < 8000; i++) {
      counts[Augmentation.ALL.draw(random).ordinal()]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(850, 1150); // five standard deviations (30) of 1000
    }
    assertThat(Augmentation.NONE.symmetries()).containsExactly(Symmetry.IDENTITY);
    assertThat(new Augmentation(false, true).symmetries())
        .containsExactly(
            Symmetry.IDENTITY, Symmetry.ROTATE_90, Symmetry.ROTATE_180, Symmetry.ROTATE_270);
  }
}
