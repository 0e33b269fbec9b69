package org.sr4j.models.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.models.program.op.Window;

/** Every kind of convolution, as the selector has it computed, against its definition. */
class ConvolutionKernelTest {

  /**
   * Single precision sums of up to some thousand terms in any order; minimal filtering multiplies
   * rounding errors by about ten.
   */
  private static final double ROUNDING = 3e-6;

  static Stream<ConvolutionSpec> convolutions() {
    Window three = Window.same(3);
    return Stream.of(
        spec(16, 16, 1, three),
        spec(64, 64, 1, three),
        spec(20, 37, 1, three),
        spec(3, 64, 1, three),
        spec(1, 8, 1, three),
        spec(64, 3, 1, three),
        spec(40, 1, 1, three),
        spec(33, 48, 1, Window.same(1)),
        spec(16, 200, 1, Window.same(1)),
        spec(24, 12, 1, Window.same(5)),
        spec(1, 56, 1, Window.same(5)),
        spec(18, 17, 1, Window.same(7)),
        spec(3, 3, 1, Window.same(9)),
        spec(32, 16, 1, dilated(3, 2)),
        spec(16, 16, 1, dilated(3, 3)),
        spec(16, 32, 1, new Window(3, 3, 2, 2, 1, 1, 1, 1, 1, 1)),
        spec(3, 24, 1, new Window(3, 3, 2, 2, 1, 1, 0, 1, 1, 0)),
        spec(16, 16, 1, new Window(2, 4, 3, 2, 1, 1, 0, 2, 1, 1)),
        spec(16, 16, 1, new Window(1, 5, 1, 1, 1, 1, 0, 2, 0, 2)),
        spec(16, 16, 1, new Window(3, 3, 1, 1, 1, 1, 0, 0, 0, 0)),
        spec(16, 16, 1, new Window(3, 3, 1, 1, 1, 1, 2, 2, 2, 2)),
        spec(48, 48, 48, three),
        spec(20, 20, 20, Window.same(5)),
        spec(20, 20, 20, Window.same(7)),
        spec(16, 16, 16, dilated(5, 3)),
        spec(16, 16, 16, dilated(3, 2)),
        spec(40, 40, 40, dilated(7, 2)),
        spec(17, 17, 17, new Window(5, 3, 1, 1, 1, 2, 2, 2, 2, 2)),
        spec(16, 16, 16, new Window(2, 5, 1, 1, 3, 1, 1, 0, 2, 4)),
        spec(16, 16, 16, new Window(4, 2, 1, 1, 1, 1, 1, 1, 2, 0)),
        spec(16, 16, 16, new Window(5, 5, 2, 3, 1, 2, 2, 2, 2, 2)),
        spec(24, 24, 24, new Window(3, 3, 2, 2, 1, 1, 1, 1, 1, 1)),
        spec(8, 16, 8, three),
        spec(64, 64, 4, three),
        spec(12, 30, 3, three),
        spec(64, 32, 2, Window.same(1)));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void computesItsDefinitionAtAnySize(ConvolutionSpec spec) {
    int[][] sizes = {{7, 29}, {1, 1}, {4, 4}, {2, 13}, {9, 3}, {3, 75}};
    for (int[] size : sizes) {
      if (spec.window().height(size[0]) < 1 || spec.window().width(size[1]) < 1) {
        continue;
      }
      for (int border : new int[] {0, 1, 2, 6}) {
        check(new KernelCase(spec, size[0], size[1], border));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void rowsDoNotDependOnHowTheyAreShared(ConvolutionSpec spec) {
    KernelCase a = new KernelCase(spec.withSlope(new float[spec.outputs()]), 11, 14, 1);
    for (ConvolutionKernel kernel : KernelCase.kernels(a.spec())) {
      checkSharing(kernel, a);
    }
  }

  private static void checkSharing(ConvolutionKernel kernel, KernelCase a) {
    FeatureMap whole = a.out();
    a.run(kernel, whole, Fused.NONE);
    FeatureMap shared = a.out();
    int rows = kernel.rowCount(11);
    for (int[] band : new int[][] {{rows / 2, rows}, {0, 1}, {1, rows / 2}}) {
      if (band[0] < band[1]) {
        float[] scratch = KernelCase.scratch(kernel);
        kernel.rows(a.in(), shared, Fused.NONE, band[0], band[1], scratch);
      }
    }
    assertThat(Arrays.compare(shared.data(), whole.data())).isZero();
  }

  static Stream<ConvolutionSpec> fusedConvolutions() {
    return Stream.of(
        spec(16, 40, 1, Window.same(3)),
        spec(64, 3, 1, Window.same(3)),
        spec(3, 16, 1, Window.same(3)),
        spec(20, 24, 1, Window.same(1)),
        spec(20, 20, 20, Window.same(3)),
        spec(20, 20, 20, dilated(5, 3)),
        spec(16, 64, 1, Window.same(3)).withShuffle(2),
        spec(16, 144, 1, Window.same(1)).withShuffle(3),
        spec(16, 12, 1, Window.same(3)).withShuffle(2),
        spec(18, 48, 1, Window.same(3)).withShuffle(4),
        spec(16, 64, 1, Window.same(3)).withShuffle(2, 1, 1),
        spec(16, 9, 1, Window.same(5)).withShuffle(3, 2, 2));
  }

  @ParameterizedTest
  @MethodSource("fusedConvolutions")
  void fusesWhatFollows(ConvolutionSpec spec) {
    float[] any = new float[spec.outputs()];
    for (ConvolutionSpec s :
        List.of(spec, spec.withSlope(any), spec.withScale(any).withSlope(any))) {
      KernelCase a = new KernelCase(s, 13, 15, 1);
      KernelCase.kernels(a.spec()).forEach(kernel -> checkFusing(kernel, a));
    }
  }

  private static void checkFusing(ConvolutionKernel kernel, KernelCase a) {
    for (int maps = 0; maps < 8; maps++) {
      FeatureMap out = a.out();
      Fused fused =
          new Fused(
              (maps & 1) == 0 ? null : a.beside(),
              (maps & 2) == 0 ? null : a.beside(),
              (maps & 4) == 0 ? null : a.beside());
      a.run(kernel, out, fused);
      a.check(out, fused, ROUNDING);
      FeatureMap planar = a.planarOut();
      Fused planarFused =
          new Fused(
              (maps & 1) == 0 ? null : a.planarBeside(),
              (maps & 2) == 0 ? null : a.planarBeside(),
              (maps & 4) == 0 ? null : a.planarBeside());
      a.run(kernel, planar, planarFused);
      a.check(planar, planarFused, ROUNDING);
    }
  }

  @Test
  void addsInPlace() {
    KernelCase a = new KernelCase(spec(16, 16, 1, Window.same(3)), 9, 31, 1);
    FeatureMap apart = a.beside();
    FeatureMap expected = a.out();
    ConvolutionKernel kernel = KernelSelector.select(a.spec(), 9 * 31);
    a.run(kernel, expected, Fused.add(apart));
    FeatureMap inPlace = apart;
    a.run(kernel, inPlace, Fused.add(inPlace));
    for (int y = 0; y < 9; y++) {
      int from = inPlace.index(y, 0);
      int other = expected.index(y, 0);
      assertThat(
              Arrays.equals(
                  inPlace.data(), from, from + 31 * 16, expected.data(), other, other + 31 * 16))
          .isTrue();
    }
  }

  @Test
  void oneVectorStandsForAllPixels() {
    KernelCase a = new KernelCase(spec(16, 16, 1, Window.same(3)), 5, 6, 1);
    float[] values = new float[16];
    for (int i = 0; i < 16; i++) {
      values[i] = i - 7.5f;
    }
    Fused fused = new Fused(null, FeatureMap.perChannel(values, 5, 6, 16), null);
    FeatureMap out = a.out();
    for (ConvolutionKernel kernel : KernelCase.kernels(a.spec())) {
      a.run(kernel, out, fused);
      a.check(out, fused, ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void weightsMayChangeBetweenRuns(ConvolutionSpec spec) {
    KernelCase a = new KernelCase(spec, 5, 9, 1);
    ConvolutionSpec s = a.spec();
    ConvolutionSpec open =
        ConvolutionSpec.of(s.inputs(), s.outputs(), s.groups(), s.window(), null, null);
    ConvolutionKernel kernel = KernelSelector.select(open, 5 * 9);
    float[] other = s.weight().clone();
    Arrays.fill(other, 3);
    kernel.weights(other, other.length == s.outputs() ? other : null);
    kernel.weights(s.weight(), s.bias());
    FeatureMap out = a.out();
    a.run(kernel, out, Fused.NONE);
    a.check(out, Fused.NONE, ROUNDING);
  }

  private static void check(KernelCase a) {
    for (ConvolutionKernel kernel : KernelCase.kernels(a.spec())) {
      FeatureMap out = a.out();
      a.run(kernel, out, Fused.NONE);
      a.check(out, Fused.NONE, ROUNDING);
    }
  }

  private static ConvolutionSpec spec(int inputs, int outputs, int groups, Window window) {
    float[] bias = new float[outputs];
    return ConvolutionSpec.of(inputs, outputs, groups, window, null, bias);
  }

  private static Window dilated(int kernel, int dilation) {
    int border = kernel / 2 * dilation;
    return new Window(kernel, kernel, 1, 1, dilation, dilation, border, border, border, border);
  }
}
