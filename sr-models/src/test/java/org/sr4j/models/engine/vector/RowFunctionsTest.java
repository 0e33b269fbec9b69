package org.sr4j.models.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.sr4j.models.engine.vector.kernel.RowFunctions;
import org.sr4j.models.program.op.Activation;

/** Approximations over dense sweeps of their arguments, against double. */
class RowFunctionsTest {

  private static final int COUNT = 1 << 16;

  /** Largest error in units in the last place of the result. */
  private static double ulps(
      Activation.Kind kind, float from, float to, DoubleUnaryOperator function) {
    float[] x = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = from + (to - from) * i / (COUNT - 1);
    }
    float[] y = new float[COUNT];
    RowFunctions.apply(kind, 0, 0, x, 0, y, 0, COUNT);
    double most = 0;
    for (int i = 0; i < COUNT; i++) {
      double expected = function.applyAsDouble(x[i]);
      double error = Math.abs(y[i] - expected) / Math.ulp((float) expected);
      most = Math.max(most, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
    }
    return most;
  }

  @Test
  void approximationsKeepToTheirErrors() {
    assertThat(ulps(Activation.Kind.EXP, -87, 88.7f, Math::exp)).isLessThan(2);
    assertThat(ulps(Activation.Kind.SIGMOID, -86, 86, x -> 1 / (1 + Math.exp(-x)))).isLessThan(4);
    assertThat(ulps(Activation.Kind.TANH, -12, 12, Math::tanh)).isLessThan(8);
    assertThat(ulps(Activation.Kind.ERF, -1, 1, RowFunctionsTest::erf)).isLessThan(8);
  }

  /** Near {@code x = -4} the sum cancels: what counts is the error beside 1. */
  @Test
  void geluKeepsToItsError() {
    int count = 3 * RowFunctions.LANES;
    float[] x = new float[count];
    float[] y = new float[count];
    for (float from = -1.4f; from < 1.4f; from += 0.01f) {
      for (int i = 0; i < count; i++) {
        x[i] = from + i * 2e-4f;
      }
      RowFunctions.apply(Activation.Kind.GELU, 0, 0, x, 0, y, 0, count);
      for (int i = 0; i < count; i++) {
        double expected = 0.5 * x[i] * (1 + erf(x[i] / Math.sqrt(2)));
        assertThat((double) y[i]).isCloseTo(expected, within(3e-7));
      }
      // In place, as far as an odd number of vectors reaches.
      RowFunctions.apply(Activation.Kind.GELU, 0, 0, x, 0, x, 0, count);
      assertThat(x).isEqualTo(y);
    }
  }

  /** Maclaurin series, exact in double for arguments up to 1. */
  private static double erf(double x) {
    double sum = 0;
    double power = x;
    double factorial = 1;
    for (int n = 0; n < 30; n++) {
      sum += power / (factorial * (2 * n + 1)) * (n % 2 == 0 ? 1 : -1);
      power *= x * x;
      factorial *= n + 1;
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  @Test
  void edgesAreThoseOfTheFunctions() {
    float[] x = new float[RowFunctions.LANES];
    Arrays.fill(x, 100);
    x[1] = -100;
    x[2] = 0;
    assertThat(applied(Activation.Kind.EXP, x)).startsWith(Float.POSITIVE_INFINITY, 0, 1);
    assertThat(applied(Activation.Kind.SIGMOID, x)).startsWith(1).contains(0.5f);
    assertThat(applied(Activation.Kind.TANH, x)[2]).isZero();
    assertThat(applied(Activation.Kind.GELU, x)).startsWith(100, 0, 0);
  }

  private static float[] applied(Activation.Kind kind, float[] x) {
    float[] y = new float[x.length];
    RowFunctions.apply(kind, 0, 0, x, 0, y, 0, x.length);
    return y;
  }
}
