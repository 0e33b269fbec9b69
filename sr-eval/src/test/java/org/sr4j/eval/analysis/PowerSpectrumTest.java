package org.sr4j.eval.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sr4j.api.error.ImageException;

class PowerSpectrumTest {

  /** Samples are floats: 24 bits. */
  private static final double FLOAT = 1e-6;

  private static float[] wave(int height, int width, int down, int across, double amplitude) {
    float[] plane = new float[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double cycles = (double) down * y / height + (double) across * x / width;
        plane[y * width + x] = (float) (amplitude * Math.cos(2 * Math.PI * cycles));
      }
    }
    return plane;
  }

  private static float[] noise(int count) {
    SplittableRandom random = new SplittableRandom(5);
    float[] plane = new float[count];
    for (int i = 0; i < count; i++) {
      plane[i] = (float) random.nextGaussian();
    }
    return plane;
  }

  @ParameterizedTest
  @CsvSource({"32,32,0,5", "32,32,4,3", "30,45,2,0", "31,17,3,2"})
  void aWaveHasHalfItsSquaredAmplitudeAtTwoFrequencies(int h, int w, int down, int across) {
    PowerSpectrum spectrum = PowerSpectrum.of(wave(h, w, down, across, 2), 0, h, w, Window.NONE);

    assertThat(spectrum.at(down, across)).isCloseTo(1, within(FLOAT));
    assertThat(spectrum.at((h - down) % h, (w - across) % w)).isCloseTo(1, within(FLOAT));
    assertThat(spectrum.total()).isCloseTo(2, within(FLOAT));
  }

  @Test
  void aWaveIsInTheRingOfItsFrequencyWhateverItsDirection() {
    // 3 down and 4 across are 5 cycles along the wave.
    RadialSpectrum radial =
        PowerSpectrum.of(wave(32, 32, 3, 4, 2), 0, 32, 32, Window.NONE).radial();

    assertThat(radial.rings()).isEqualTo(17);
    assertThat(radial.frequency(5)).isEqualTo(5 / 32.0);
    assertThat(radial.power(5) * radial.count(5)).isCloseTo(2, within(FLOAT));
    assertThat(radial.power(4)).isCloseTo(0, within(FLOAT));
    assertThat(radial.power(6)).isCloseTo(0, within(FLOAT));
  }

  @Test
  void sharesAreOfAllPowerButTheMean() {
    float[] low = wave(32, 32, 0, 4, 1);
    float[] high = wave(32, 32, 12, 0, 2);
    for (int i = 0; i < low.length; i++) {
      low[i] += high[i] + 7;
    }

    RadialSpectrum radial = PowerSpectrum.of(low, 0, 32, 32, Window.NONE).radial();

    // A quarter of the high wave's power, at 12/32 cycles per pixel.
    assertThat(radial.shareAbove(0.25)).isCloseTo(0.8, within(FLOAT));
    assertThat(radial.shareAbove(0.375)).isCloseTo(0, within(FLOAT));
  }

  @ParameterizedTest
  @CsvSource({"16,16", "15,22", "2,7", "97,8"})
  void powerAddsUpToTheMeanSquare(int height, int width) {
    float[] plane = noise(height * width + 3);
    double squares = 0;
    for (int i = 3; i < plane.length; i++) {
      squares += (double) plane[i] * plane[i];
    }

    PowerSpectrum spectrum = PowerSpectrum.of(plane, 3, height, width, Window.NONE);

    // Double precision throughout; the transform's error grows with the logarithm of the size.
    assertThat(spectrum.total() * height * width / squares).isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Window.class)
  void whiteNoiseIsFlat(Window window) {
    int side = 128;
    RadialSpectrum radial = PowerSpectrum.of(noise(side * side), 0, side, side, window).radial();

    for (int ring = 4; ring < radial.rings(); ring++) {
      // Of n frequencies' mean the standard deviation is 1/sqrt(n), but half of them are mirror
      // images, and a window makes neighbours alike: five times sqrt(2 * 4 / n).
      double tolerance = 5 * Math.sqrt(8.0 / radial.count(ring));
      assertThat(radial.power(ring) * side * side).isCloseTo(1, within(tolerance));
    }
  }

  @Test
  void aConstantIsAllMeanAndNothingInAWindow() {
    float[] plane = wave(8, 8, 0, 0, 3);

    assertThat(PowerSpectrum.of(plane, 0, 8, 8, Window.NONE).radial().power(0))
        .isCloseTo(9, within(FLOAT));
    assertThat(PowerSpectrum.of(plane, 0, 8, 8, Window.HANN).total()).isCloseTo(0, within(FLOAT));
  }

  @Test
  void aSingleRowHasNoRings() {
    assertThatThrownBy(() -> PowerSpectrum.of(new float[7], 0, 1, 7, Window.NONE))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("7 x 1", "at least 2 samples a side");
  }

  @Test
  void equalsTheSumThatDefinesIt() {
    int height = 3;
    int width = 5;
    float[] plane = noise(height * width);
    PowerSpectrum spectrum = PowerSpectrum.of(plane, 0, height, width, Window.NONE);

    for (int v = 0; v < height; v++) {
      for (int u = 0; u < width; u++) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < plane.length; i++) {
          double angle =
              2 * Math.PI * ((double) v * (i / width) / height + (double) u * (i % width) / width);
          real += plane[i] * Math.cos(angle);
          imaginary += plane[i] * Math.sin(angle);
        }
        double power = (real * real + imaginary * imaginary) / plane.length / plane.length;
        assertThat(spectrum.at(v, u)).isCloseTo(power, within(1e-12));
      }
    }
  }
}
