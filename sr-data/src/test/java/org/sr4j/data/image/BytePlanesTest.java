package org.sr4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;

class BytePlanesTest {

  @Test
  void eightBitPicturesSurviveAndOthersAreRounded() {
    Pixels picture = Pictures.random(9, 5, 3, false, 8);
    assertThat(BytePlanes.of(picture).toPixels()).isEqualTo(picture);
    assertThat(BytePlanes.of(picture).bytes()).isEqualTo(135);
    float[] plane = {-1, 0.5f / 255, 0.49f / 255, 200.6f / 255, 2, Float.NaN};
    assertThat(BytePlanes.of(Pixels.of(6, 1, plane)).plane(0))
        .containsExactly(0, 1, 0, 201, 255, 0);
  }

  @Test
  void planesMustFit() {
    assertThatThrownBy(() -> new BytePlanes(2, 2, new byte[][] {new byte[3]}))
        .isInstanceOf(ImageException.class)
        .hasMessage("Cannot make a picture of bytes: got 3 samples, expected 2x2, at least 1x1.");
    assertThatThrownBy(() -> new BytePlanes(1, 1, new byte[2][1]))
        .hasMessage("Cannot make a picture of bytes: got 2 planes, expected 1 (grey) or 3 (RGB).");
  }
}
