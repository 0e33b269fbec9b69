package org.sr4j.examples.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sr4j.api.image.Pixels;

class TestCardTest {

  @Test
  void isTheSameAtEachCall() {
    Pixels card = TestCard.draw();

    assertThat(card.toString()).isEqualTo("384x256 RGB");
    assertThat(card).isEqualTo(TestCard.draw());
  }

  @Test
  void shrinkingAveragesSquares() {
    float[] plane = {
      0, 1, 0.5f, 0.5f, //
      1, 0, 0.5f, 0.1f
    };

    Pixels shrunk = Averaging.shrink(Pixels.of(4, 2, plane), 2);

    assertThat(shrunk.width()).isEqualTo(2);
    assertThat(shrunk.plane(0)[0]).isEqualTo(0.5f);
    // Float rounding of a sum of four.
    assertThat(shrunk.plane(0)[1]).isEqualTo(0.4f, within(1e-6f));
  }

  @Test
  void aComparisonShowsTheSamePartOfEachPictureEnlarged() {
    Pixels black = Pixels.of(4, 4, new float[16]);
    float[] white = new float[64];
    java.util.Arrays.fill(white, 1);

    Pixels sheet =
        new Comparison(2, 2, 4, 4).panel("a", black, 2).panel("b", Pixels.of(8, 8, white)).draw();

    // Two panels of 4x4 pixels, each shown as 3x3, 4 pixels apart, with a caption of 20 below.
    assertThat(sheet.width()).isEqualTo(12 + 4 + 12);
    assertThat(sheet.height()).isEqualTo(12 + 20);
    assertThat(sheet.plane(0)[11 * sheet.width() + 11]).isZero();
    assertThat(sheet.plane(0)[16]).isEqualTo(1);
  }
}
