package org.sr4j.eval.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.metric.Validator;

class LumaValidatorTest {

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(Validator.class)).hasAtLeastOneElementOfType(LumaValidator.class);
  }

  @Test
  void scoresLuma() {
    Validator validator = new LumaValidator();

    Map<String, Double> scores = validator.score(flat(110), flat(100), 2);

    // A grey step of 10 is a step of 10 * 219 / 255 in studio-range luma.
    assertThat(scores.get("psnr-y")).isCloseTo(20 * Math.log10(255 / (2190 / 255.0)), within(1e-9));
    double a = 16 + 219 * 100 / 255.0;
    double b = 16 + 219 * 110 / 255.0;
    assertThat(scores.get("ssim-y"))
        .isCloseTo((2 * a * b + 6.5025) / (a * a + b * b + 6.5025), within(1e-9));
    assertThat(scores).containsOnlyKeys("psnr-y", "ssim-y").containsKey(validator.primary());
  }

  private static Pixels flat(int level) {
    float[] plane = new float[16 * 16];
    Arrays.fill(plane, level / 255f);
    return Pixels.of(16, 16, plane, plane, plane);
  }
}
