package org.sr4j.eval.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Window;

class Int8Test {

  /** Of a product of floats beside the exact one, near 1. */
  private static final float ROUNDING = 1e-6f;

  @Test
  void mapsHaveEquallySpacedLevelsAndZeroAmongThem() {
    Int8Range range = new Int8Range(-1, 1.55f);

    assertThat(range.step()).isCloseTo(0.01, within(1e-9));
    assertThat(range.nearest(row(0, 0.004f, 0.006f, -1, 1.549f)).data())
        .containsExactly(new float[] {0, 0, 0.01f, -1, 1.55f}, within(ROUNDING));
  }

  @Test
  void whatIsOutsideTheRangeBecomesItsEnd() {
    assertThat(new Int8Range(-1, 1.55f).nearest(row(-3, 7)).data())
        .containsExactly(new float[] {-1, 1.55f}, within(ROUNDING));
  }

  @Test
  void rangesHoldZero() {
    assertThat(Int8Range.of(2, 5)).isEqualTo(new Int8Range(0, 5));
    assertThat(Int8Range.of(-2, -1)).isEqualTo(new Int8Range(-2, 0));
    assertThat(Int8Range.of(0, 0).nearest(row(0)).data()).containsExactly(0);
  }

  @Test
  void calibrationCutsOffAPartOfAllPicturesValues() {
    Calibration calibration = new Calibration(2);
    calibration.apply(ramp(0));
    calibration.apply(ramp(10_000));

    assertThat(calibration.maps()).isEqualTo(1);
    assertThat(calibration.range("map", 0)).isEqualTo(new Int8Range(0, 19_999));
    // 0.1 % of 20 000 values at the upper end; the lower end is raised to 20, then holds zero.
    assertThat(calibration.range("map", 0.001)).isEqualTo(new Int8Range(0, 19_979));
    assertThat(calibration.rounding(0.001).apply(ramp(15_000)).data()[9_999])
        .isCloseTo(19_979, within(0.01f));
  }

  @Test
  void kernelsHaveAStepForEachOutputChannelAndTheRestStaysAsItIs() {
    float[] kernel = {127, 63.4f, -126.6f, 0.3f, -1.27f, 0.006f, 0.004f, 1};
    float[] bias = {0.123f, 4.56f};
    Program program = pointwise(kernel, bias);

    Program rounded = WeightFormat.INT8.rounded(program);

    assertThat(rounded.constants().get("w").data())
        .containsExactly(new float[] {127, 63, -127, 0, -1.27f, 0.01f, 0, 1}, within(ROUNDING));
    assertThat(rounded.constants().get("b").data()).containsExactly(bias);
    assertThat(rounded.operations()).isEqualTo(program.operations());
    // A byte for each of 8 weights, and two steps and two biases of 4 bytes.
    assertThat(WeightFormat.INT8.bytes(program)).isEqualTo(8 + 8 + 8);
    assertThat(WeightFormat.BFLOAT16.bytes(program)).isEqualTo(20);
    assertThat(WeightFormat.FLOAT32.bytes(program)).isEqualTo(40);
  }

  @Test
  void aKernelOfZerosStaysOne() {
    Program rounded = WeightFormat.INT8.rounded(pointwise(new float[8], new float[2]));

    assertThat(rounded.constants().get("w").data()).containsOnly(0);
  }

  private static Tensor row(float... values) {
    return new Tensor("map", new long[] {1, 1, 1, values.length}, values);
  }

  private static Tensor ramp(int from) {
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = from + i;
    }
    return row(values);
  }

  private static Program pointwise(float[] kernel, float[] bias) {
    return new Program(
        List.of(new ProgramInput("x", List.of(-1L, 4L, -1L, -1L), InputTransform.IDENTITY)),
        List.of("y"),
        List.of(new Convolution("y", List.of("x", "w", "b"), Window.same(1), 1)),
        Map.of(
            "w", new Tensor("w", new long[] {2, 4, 1, 1}, kernel),
            "b", new Tensor("b", new long[] {2}, bias)),
        Map.of());
  }
}
