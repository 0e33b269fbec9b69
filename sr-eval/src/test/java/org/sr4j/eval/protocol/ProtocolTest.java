package org.sr4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.eval.metric.Psnr;
import org.sr4j.eval.metric.Ssim;

class ProtocolTest {

  private static final int SIDE = 20;

  @Test
  void theDefaultIsMatlabLuma() {
    assertThat(Protocol.DEFAULT).isSameAs(Protocol.C);
    assertThat(Protocol.of("c")).isSameAs(Protocol.C);
    assertThat(Protocol.of("matlab-y")).isSameAs(Protocol.C);
    assertThat(Protocol.of("RGB")).isSameAs(Protocol.RGB);
  }

  @Test
  void anUnknownProtocolIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Protocol.of("RGBA"))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "Cannot choose the evaluation protocol: got \"RGBA\", expected one of A, B, C, D, RGB."
                + " Did you mean \"RGB\"? Known: A, B, C, D, RGB.");
  }

  @Test
  void theTextHoldsEveryNumber() {
    assertThat(Protocol.C.describe())
        .isEqualTo(
            """
            protocol        C (MATLAB-Y)
            channel         Y = 16 + (65.481 R + 128.553 G + 24.966 B)/255 (BT.601, studio range 16..235) of 8-bit R, G, B, not rounded
            pictures        super-resolved: 255 v clamped to 0..255 and rounded to 8 bit; reference: 8 bit, cropped at right and bottom to a multiple of the scale; grey stands for R = G = B; alpha ignored
            border          as many pixels as the scale shaved from each side
            PSNR            10 log10(255^2 / mean squared error)
            SSIM            11x11 Gaussian window, sigma 1.5, K1 0.01, K2 0.03, L 255, valid positions only, population moments, double precision
            data set        mean of the values of each picture
            low resolution  bicubic (a = -0.5, widened when shrinking, mirrored border, 8 bit after each dimension), unless the data set brings its own
            bicubic rows    bicubic (a = -0.5, mirrored border, 8 bit after each dimension)
            """);
    assertThat(Protocol.A.describe()).contains("floored to 8 bit", ", rounded to 8 bit\n");
    assertThat(Protocol.D.describe())
        .contains(
            "24.966 R + 128.553 G + 65.481 B",
            "0 pixels shaved",
            "bicubic (a = -0.75, clamped border, not rounded)");
    assertThat(Protocol.RGB.describe()).contains("mean of the three channels");
  }

  @Test
  void flooringLowersHalfALevelAndKeepsWhatIsAlready8Bit() {
    Pixels reference = flat(100, 100, 100);
    Pixels better = flat(100.9f, 100.9f, 100.9f);

    // Rounded: 101 everywhere, so Y is off by 219/255 of a level. Floored: no error.
    assertThat(Protocol.C.score(better, reference, 2).psnr())
        .isCloseTo(20 * Math.log10(255 / (219.0 / 255)), within(1e-9));
    assertThat(Protocol.A.score(better, reference, 2).psnr()).isInfinite();
    for (int level = 0; level < 256; level++) {
      assertThat(ByteConversion.FLOOR.apply(level / 255f)).isEqualTo(level);
    }
  }

  @Test
  void lumaRoundingHidesAnErrorOfOneLevelOrNot() {
    // Y of 100 grey is 101.88, of 101 grey 102.74: rounded 102 and 103.
    assertThat(Protocol.B.score(flat(101, 101, 101), flat(100, 100, 100), 2).psnr())
        .isCloseTo(20 * Math.log10(255), within(1e-9));
  }

  @Test
  void protocolDWeighsBlueAsRed() {
    Pixels reference = flat(100, 100, 100);
    Pixels bluer = flat(100, 100, 110);

    assertThat(Protocol.C.score(bluer, reference, 2).psnr())
        .isCloseTo(20 * Math.log10(255 / (249.66 / 255)), within(1e-9));
    assertThat(Protocol.D.score(bluer, reference, 2).psnr())
        .isCloseTo(20 * Math.log10(255 / (654.81 / 255)), within(1e-9));
  }

  @Test
  void theBorderIsLeftOutUnlessTheProtocolCountsIt() {
    Pixels reference = flat(100, 100, 100);
    float[] plane = reference.plane(0).clone();
    plane[0] = 1;
    plane[SIDE * SIDE - 2 * SIDE - 2] = 1;
    Pixels wrongAtTheEdge = Pixels.of(SIDE, SIDE, plane, plane, plane);

    assertThat(Protocol.C.score(wrongAtTheEdge, reference, 2).psnr()).isInfinite();
    assertThat(Protocol.D.score(wrongAtTheEdge, reference, 2).psnr()).isFinite();
  }

  @Test
  void greyStandsForThreeEqualChannels() {
    Pixels grey = Pixels.of(SIDE, SIDE, flat(100, 0, 0).plane(0));

    assertThat(Protocol.C.score(grey, flat(100, 100, 100), 3).psnr()).isInfinite();
    // Studio range: a grey step of 10 is a luma step of 10 * 219 / 255.
    assertThat(Protocol.C.score(grey, Pixels.of(SIDE, SIDE, flat(110, 0, 0).plane(0)), 3).psnr())
        .isCloseTo(20 * Math.log10(255 / (2190 / 255.0)), within(1e-9));
  }

  @Test
  void overshootIsClamped() {
    assertThat(Protocol.RGB.score(flat(300, -20, 255), flat(255, 0, 255), 2).psnr()).isInfinite();
  }

  @Test
  void refusesWhatItCannotCompare() {
    Pixels reference = flat(1, 2, 3);

    assertThatThrownBy(() -> Protocol.C.score(reference.crop(0, 0, 18, 20), reference, 2))
        .isInstanceOf(ImageException.class)
        .hasMessage("Cannot compare two pictures by protocol C: got 18x20, expected 20x20.");
    assertThatThrownBy(() -> Protocol.C.score(reference, reference, 5))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot compare two pictures by protocol C: got 20x20 pixels, expected at least 21x21."
                + " The SSIM window must fit inside the border.");
    float[] plane = new float[SIDE * SIDE];
    plane[SIDE + 3] = Float.NaN;
    assertThatThrownBy(
            () -> Protocol.C.score(Pixels.of(SIDE, SIDE, plane, plane, plane), reference, 2))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot compare two pictures by protocol C [column 3, row 1]: got NaN in channel 0,"
                + " expected samples in 0..1.");
  }

  @Test
  void lumaRoundingOfRgbIsRefused() {
    assertThatThrownBy(
            () ->
                new Protocol(
                    "X",
                    "x",
                    Channel.RGB,
                    ByteConversion.ROUND,
                    LumaRounding.EIGHT_BIT,
                    Shave.SCALE,
                    Psnr.PEAK_255,
                    Ssim.WANG_2004,
                    Bicubic.MATLAB,
                    Bicubic.MATLAB))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "Cannot make a protocol [X]: got luma rounding on channel RGB, expected a luma channel,"
                + " or no luma rounding.");
  }

  /** A flat picture; channel values are levels of 0..255. */
  private static Pixels flat(float r, float g, float b) {
    float[][] planes = new float[3][SIDE * SIDE];
    Arrays.fill(planes[0], r / 255);
    Arrays.fill(planes[1], g / 255);
    Arrays.fill(planes[2], b / 255);
    return Pixels.of(SIDE, SIDE, planes);
  }
}
