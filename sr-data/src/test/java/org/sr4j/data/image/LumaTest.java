package org.sr4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sr4j.api.image.Pixels;

class LumaTest {

  /** Half a unit in the last place of a float near 1, in 8-bit levels, twice. */
  private static final float ROUNDING = 2e-5f;

  @Test
  void knownColours() {
    // MATLAB documents [16,235] for Y and [16,240] for Cb and Cr as the range of rgb2ycbcr
    assertThat(Luma.y(0, 0, 0)).isEqualTo(16);
    assertThat(Luma.y(255, 255, 255)).isCloseTo(235, within(1e-12));
    assertThat(Luma.y(255, 0, 0)).isCloseTo(81.481, within(1e-12));
    assertThat(Luma.y(0, 255, 0)).isCloseTo(144.553, within(1e-12));
    assertThat(Luma.y(0, 0, 255)).isCloseTo(40.966, within(1e-12));
    Pixels blue = Luma.toYcbcr(Pixels.of(1, 1, new float[1], new float[1], new float[] {1}));
    assertThat(blue.plane(0)[0] * 255).isCloseTo(40.966f, within(ROUNDING));
    assertThat(blue.plane(1)[0] * 255).isCloseTo(240f, within(ROUNDING));
    assertThat(blue.plane(2)[0] * 255).isCloseTo(128 - 18.214f, within(ROUNDING));
  }

  @Test
  void planeAgreesWithSinglePixels() {
    Pixels picture = Pictures.random(6, 5, 3, false, 8);
    float[] y = Luma.y(picture);
    for (int i = 0; i < y.length; i++) {
      double expected =
          Luma.y(
              255.0 * picture.plane(0)[i],
              255.0 * picture.plane(1)[i],
              255.0 * picture.plane(2)[i]);
      assertThat((double) y[i] * 255).isCloseTo(expected, within((double) ROUNDING));
    }
  }

  @Test
  void greyCountsAsThreeEqualPlanes() {
    assertThat(Luma.y(Pixels.of(1, 1, new float[] {0.5f}))[0] * 255)
        .isCloseTo(16 + 219 / 2f, within(ROUNDING));
  }

  @Test
  void thereAndBackIsTheSamePicture() {
    Pixels picture = Pictures.random(16, 9, 3, true, 8);
    Pixels back = Luma.toRgb(Luma.toYcbcr(picture));
    for (int c = 0; c < 3; c++) {
      // float rounding of Y, Cb, Cr, amplified by the inverse matrix (largest factor 2.02)
      assertThat(back.plane(c)).containsExactly(picture.plane(c), within(1e-6f));
    }
    assertThat(back.alpha()).isEqualTo(picture.alpha());
  }
}
