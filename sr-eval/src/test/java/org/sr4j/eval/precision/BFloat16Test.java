package org.sr4j.eval.precision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BFloat16Test {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-2.5, -2.5",
    // From 1 to 2 in steps of 1/128.
    "1.004, 1.0078125",
    "1.003, 1",
    "3.1415927, 3.140625",
    "255, 255",
    "258.9, 258",
    "3.4028235e38, Infinity",
    "-Infinity, -Infinity",
    "NaN, NaN",
  })
  void isTheNearest(float value, float nearest) {
    // Boxed, so that NaN is equal to itself.
    assertThat(Float.valueOf(BFloat16.nearest(value))).isEqualTo(Float.valueOf(nearest));
  }

  @Test
  void inTheMiddleIsTheEven() {
    assertThat(BFloat16.nearest(1 + 1 / 256f)).isEqualTo(1);
    assertThat(BFloat16.nearest(1 + 3 / 256f)).isEqualTo(1 + 2 / 128f);
    assertThat(BFloat16.nearest(-1 - 3 / 256f)).isEqualTo(-1 - 2 / 128f);
  }
}
