package org.sr4j.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

  /** Same formulas, same precision: only the order of the additions differs. */
  private static final double ROUNDING = 1e-9;

  private final Plane a = pattern(false);
  private final Plane b = pattern(true);

  @Test
  void psnrOfAKnownError() {
    // Every sample off by 5: MSE 25.
    assertThat(Psnr.PEAK_255.of(constant(100), constant(105)))
        .isCloseTo(10 * Math.log10(255.0 * 255 / 25), within(1e-12));
    assertThat(new Psnr(1).of(constant(0.25), constant(0.75)))
        .isCloseTo(10 * Math.log10(4), within(1e-12));
  }

  @Test
  void psnrOfEqualPlanesIsInfinite() {
    assertThat(Psnr.PEAK_255.of(a, a)).isInfinite().isPositive();
  }

  @Test
  void psnrOfSeveralPlanesAveragesTheErrorNotTheDecibels() {
    double both =
        Psnr.PEAK_255.of(List.of(constant(10), constant(20)), List.of(constant(11), constant(23)));

    assertThat(both).isCloseTo(10 * Math.log10(255.0 * 255 / 5), within(1e-12));
  }

  @Test
  void valuesOfScikitImage() {
    // scikit-image 0.26: gaussian_weights, sigma 1.5, use_sample_covariance False, data_range 255.
    assertThat(Ssim.WANG_2004.of(a, b)).isCloseTo(0.501919871611, within(ROUNDING));
    assertThat(Psnr.PEAK_255.of(a, b)).isCloseTo(11.335712866476, within(ROUNDING));
  }

  @Test
  void ssimIsSymmetricAndOneForEqualPlanes() {
    assertThat(Ssim.WANG_2004.of(b, a)).isCloseTo(Ssim.WANG_2004.of(a, b), within(1e-14));
    assertThat(Ssim.WANG_2004.of(a, a)).isCloseTo(1, within(1e-12));
  }

  @Test
  void ssimOfFlatPlanesIsItsLuminanceTerm() {
    double c1 = 6.5025;

    assertThat(Ssim.WANG_2004.of(constant(100), constant(150)))
        .isCloseTo((2 * 100 * 150 + c1) / (100 * 100 + 150 * 150 + c1), within(1e-9));
  }

  @Test
  void ssimOfOneWindowEqualsTheDefinition() {
    Plane p = crop11(a);
    Plane q = crop11(b);

    assertThat(Ssim.WANG_2004.of(p, q)).isCloseTo(definition(p, q), within(1e-12));
  }

  @Test
  void refusesWhatItCannotCompare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Psnr.PEAK_255.of(a, a.shaved(1)))
        .withMessage("planes of different sizes: 29x23 and 27x21");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ssim.WANG_2004.of(a.shaved(7), b.shaved(7)))
        .withMessage("SSIM of 15x9 pixels: the window needs at least 11x11");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.shaved(12))
        .withMessage("cannot shave 12 samples from each side of 29x23");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ssim(10, 1.5, 0.01, 0.03, 255))
        .withMessage("window of SSIM: got 10, expected an odd number of pixels");
    assertThatIllegalArgumentException().isThrownBy(() -> new Psnr(Double.NaN));
  }

  @Test
  void singlePrecisionPlanesAreWidened() {
    assertThat(Plane.of(2, 1, new float[] {0.5f, 3}).samples()).containsExactly(0.5, 3);
  }

  private static Plane constant(double value) {
    double[] samples = new double[12 * 12];
    Arrays.fill(samples, value);
    return Plane.of(12, 12, samples);
  }

  private static Plane pattern(boolean disturbed) {
    double[] samples = new double[29 * 23];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (i * 37 + (disturbed ? i * i % 41 : 0)) % 256;
    }
    return Plane.of(29, 23, samples);
  }

  private static Plane crop11(Plane p) {
    double[] samples = new double[121];
    for (int y = 0; y < 11; y++) {
      System.arraycopy(p.samples(), (y + 4) * p.width() + 7, samples, y * 11, 11);
    }
    return Plane.of(11, 11, samples);
  }

  /** Two-dimensional weights and centred moments, as the paper prints them. */
  private static double definition(Plane p, Plane q) {
    double[] weights = new double[121];
    double total = 0;
    for (int i = 0; i < 121; i++) {
      int dx = i % 11 - 5;
      int dy = i / 11 - 5;
      weights[i] = Math.exp(-(dx * dx + dy * dy) / (2 * 1.5 * 1.5));
      total += weights[i];
    }
    double meanP = 0;
    double meanQ = 0;
    for (int i = 0; i < 121; i++) {
      meanP += weights[i] / total * p.samples()[i];
      meanQ += weights[i] / total * q.samples()[i];
    }
    double varianceP = 0;
    double varianceQ = 0;
    double covariance = 0;
    for (int i = 0; i < 121; i++) {
      double dp = p.samples()[i] - meanP;
      double dq = q.samples()[i] - meanQ;
      varianceP += weights[i] / total * dp * dp;
      varianceQ += weights[i] / total * dq * dq;
      covariance += weights[i] / total * dp * dq;
    }
    return (2 * meanP * meanQ + 6.5025)
        * (2 * covariance + 58.5225)
        / ((meanP * meanP + meanQ * meanQ + 6.5025) * (varianceP + varianceQ + 58.5225));
  }
}
