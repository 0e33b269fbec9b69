package org.sr4j.models.network.bicubic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.resize.Bicubic;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.SuperResolver;

class BicubicModelTest {

  /** A resolver like any other, but without weights; in one piece and in tiles. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void isTheHostsBicubicClamped(int tile) {
    Pixels picture = Pixels.of(9, 7, noise(1), noise(2), noise(3));
    Pixels expected = Bicubic.MATLAB_FLOAT.up(picture, 3);
    ResolverOptions options = ResolverOptions.of("bicubic", 3).withTile(tile);
    try (SuperResolver resolver = SuperResolution.create().resolver(options)) {
      Pixels got = resolver.upscale(picture);
      for (int c = 0; c < 3; c++) {
        float[] clamped = expected.plane(c).clone();
        for (int i = 0; i < clamped.length; i++) {
          clamped[i] = Math.max(0, Math.min(1, clamped[i]));
        }
        // Nothing is computed but the enlargement itself.
        assertThat(got.plane(c)).isEqualTo(clamped);
      }
    }
  }

  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] plane = new float[63];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = random.nextFloat();
    }
    return plane;
  }
}
