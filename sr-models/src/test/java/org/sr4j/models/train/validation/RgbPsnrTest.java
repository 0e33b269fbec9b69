package org.sr4j.models.train.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;

class RgbPsnrTest {

  private final RgbPsnr psnr = new RgbPsnr();

  @Test
  void aDifferenceOfOneStepInEverySampleIs48Decibels() {
    // 20 log10(255).
    assertThat(score(flat(16, 100 / 255f), flat(16, 101 / 255f))).isCloseTo(48.1308, within(1e-3));
  }

  @Test
  void theBorderDoesNotCount() {
    Pixels reference = flat(16, 0.5f);
    float[] plane = reference.plane(0).clone();
    plane[0] = 0;
    plane[16 + 1] = 0.9f;
    Pixels disturbed = Pixels.of(16, 16, plane);
    assertThat(score(disturbed, reference)).isEqualTo(score(reference, reference));
    plane[2 * 16 + 2] = 0;
    assertThat(score(disturbed, reference)).isLessThan(score(reference, reference));
  }

  @Test
  void identicalPicturesHaveAFiniteScore() {
    assertThat(score(flat(8, 0.3f), flat(8, 0.3f))).isBetween(60.0, 200.0);
  }

  @Test
  void picturesOfDifferentSizeAreAnError() {
    assertThatThrownBy(() -> score(flat(8, 0), flat(9, 0))).isInstanceOf(ImageException.class);
  }

  private double score(Pixels a, Pixels b) {
    return psnr.score(a, b, 2).get(psnr.primary());
  }

  private static Pixels flat(int side, float value) {
    float[] plane = new float[side * side];
    Arrays.fill(plane, value);
    return Pixels.of(side, side, plane);
  }
}
