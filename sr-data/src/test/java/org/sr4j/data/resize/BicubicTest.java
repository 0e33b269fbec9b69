package org.sr4j.data.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.image.BytePlanes;
import org.sr4j.data.image.Pictures;

/** Against the definition written down once more, plainly, and at the edges of what is allowed. */
class BicubicTest {

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "2,1", "3,3", "1,9", "9,1", "5,4", "7,11", "16,15", "33,70"})
  void everySizeAgreesWithTheDefinition(int width, int height) {
    for (int factor : new int[] {1, 2, 3, 4, 5, 8}) {
      for (Border border : Border.values()) {
        Pixels picture = Pictures.random(width, height, 3, true, 8);
        Bicubic bicubic = Bicubic.MATLAB.withBorder(border);
        same(bicubic, bicubic.down(picture, factor), picture, factor, true);
        same(bicubic, bicubic.up(picture, factor), picture, factor, false);
        Bicubic floats = Bicubic.PYTORCH.withBorder(border);
        same(floats, floats.down(picture, factor), picture, factor, true);
        same(floats, floats.up(picture, factor), picture, factor, false);
      }
    }
  }

  private static void same(Bicubic b, Pixels made, Pixels in, int factor, boolean shrink) {
    assertThat(made.width())
        .isEqualTo(shrink ? -Math.floorDiv(-in.width(), factor) : in.width() * factor);
    assertThat(made.height())
        .isEqualTo(shrink ? -Math.floorDiv(-in.height(), factor) : in.height() * factor);
    for (int c = 0; c < 3; c++) {
      assertArrayEquals(
          Definition.resize(b, in.plane(c), in.width(), factor, shrink), made.plane(c), 1e-6f);
    }
    assertArrayEquals(
        Definition.resize(b, in.alpha().orElseThrow(), in.width(), factor, shrink),
        made.alpha().orElseThrow(),
        // floats near 1 are 6e-8 apart; rounded pictures would differ by 1 / 255
        1e-6f);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void aFlatPictureStaysFlat(int factor) {
    float[] plane = new float[31 * 17];
    Arrays.fill(plane, 77 / 255f);
    Pixels flat = Pixels.of(31, 17, plane);
    for (Pixels made :
        new Pixels[] {Bicubic.MATLAB.down(flat, factor), Bicubic.MATLAB.up(flat, factor)}) {
      for (float v : made.plane(0)) {
        assertThat(v).isEqualTo(77 / 255f);
      }
    }
  }

  @Test
  void greyStaysGreyAndDepthIsKept() {
    Pixels deep = Pictures.random(21, 13, 1, false, 16);
    Pixels made = Bicubic.MATLAB.down(deep, 2);
    assertThat(made.isGrey()).isTrue();
    assertThat(made.alpha()).isEmpty();
    assertThat(made.bitDepth()).isEqualTo(16);
    boolean finer = false;
    for (float v : made.plane(0)) {
      double level = v * 65535.0;
      assertThat(Math.abs(level - Math.rint(level))).isLessThan(0.01); // integers of 16 bits
      finer |= Math.abs(v * 255.0 - Math.rint(v * 255.0)) > 0.1;
    }
    assertThat(finer).isTrue();
  }

  @Test
  void roundedResultsStayInRangeAndUnroundedOnesMayLeaveIt() {
    Pixels edge = Pixels.of(4, 1, new float[] {0, 0, 1, 1});
    float[] rounded = Bicubic.MATLAB.up(edge, 2).plane(0);
    assertThat(rounded[5]).isEqualTo(1f);
    float[] unrounded = Bicubic.MATLAB_FLOAT.up(edge, 2).plane(0);
    assertThat(unrounded[5]).isGreaterThan(1.01f);
    assertThat(unrounded[2]).isLessThan(-0.01f);
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() throws Exception {
    BytePlanes picture = BytePlanes.of(Pictures.random(611, 407, 3, false, 8));
    BytePlanes all = Bicubic.MATLAB.down(picture, 3);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      BytePlanes single = one.submit(() -> Bicubic.MATLAB.down(picture, 3)).get();
      assertThat(single.planes()).isDeepEqualTo(all.planes());
    } finally {
      one.shutdown();
    }
  }

  @Test
  void wrongArguments() {
    Pixels picture = Pixels.of(1, 1, new float[1]);
    assertThatThrownBy(() -> Bicubic.MATLAB.down(picture, 0))
        .isInstanceOf(ImageException.class)
        .hasMessage("Cannot resize the picture: got factor 0, expected at least 1.");
    assertThatThrownBy(() -> Bicubic.MATLAB.up(picture, 50_000))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot resize the picture: got 1x1 pixels times 50000, expected at most 2147483639"
                + " output pixels.");
    assertThatThrownBy(() -> Bicubic.MATLAB_FLOAT.down(BytePlanes.of(picture), 2))
        .hasMessage(
            "Cannot resize a picture of bytes: got rounding NONE, expected AFTER_EACH_DIMENSION.");
    assertThatThrownBy(() -> new CubicKernel(Double.NaN)).isInstanceOf(OptionsException.class);
  }
}
