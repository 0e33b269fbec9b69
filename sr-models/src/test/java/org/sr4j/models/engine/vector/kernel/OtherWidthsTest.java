package org.sr4j.models.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.models.program.op.Window;

/** Narrower vectors than this processor's, in a Java process of their own. */
@Tag("slow")
class OtherWidthsTest {

  private static final double ROUNDING = 3e-6;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"2, 8", "0, 4"})
  @EnabledOnOs(architectures = {"amd64", "x86_64"})
  void kernelsComputeTheSameWithNarrowVectors(int avx, int lanes) throws Exception {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:UseAVX=" + avx,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                OtherWidthsTest.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(out)).endsWith("vectors of " + lanes + " floats: right\n");
    assertThat(process.exitValue()).isZero();
  }

  public static void main(String[] arguments) {
    for (ConvolutionSpec spec : specs()) {
      KernelCase a = new KernelCase(spec, 11, 29, 1);
      for (ConvolutionKernel kernel : KernelCase.kernels(a.spec())) {
        for (FeatureMap residual : new FeatureMap[] {null, a.beside()}) {
          FeatureMap out = a.out();
          Fused fused = new Fused(a.beside(), null, residual);
          a.run(kernel, out, fused);
          a.check(out, fused, ROUNDING);
        }
      }
      KernelCase plain = new KernelCase(spec.withSlope(null), 7, 34, 2);
      for (ConvolutionKernel kernel : KernelCase.kernels(plain.spec())) {
        FeatureMap out = plain.out();
        plain.run(kernel, out, Fused.NONE);
        plain.check(out, Fused.NONE, ROUNDING);
      }
    }
    System.out.print("vectors of " + PeakProbe.lanes() + " floats: right\n");
  }

  private static List<ConvolutionSpec> specs() {
    return List.of(
        spec(64, 64, 1, Window.same(3)),
        spec(20, 144, 1, Window.same(3)).withShuffle(3),
        spec(33, 40, 1, Window.same(1)),
        spec(3, 16, 1, Window.same(5)),
        spec(64, 3, 1, Window.same(3)),
        spec(48, 1, 1, Window.same(3)),
        spec(60, 4, 1, Window.same(5)).withShuffle(2),
        spec(40, 40, 40, Window.same(7)),
        spec(20, 20, 20, Window.same(5)),
        spec(24, 24, 24, new Window(3, 3, 2, 2, 1, 1, 1, 1, 1, 1)),
        spec(32, 32, 4, Window.same(3)));
  }

  private static ConvolutionSpec spec(int inputs, int outputs, int groups, Window window) {
    float[] any = new float[outputs];
    return ConvolutionSpec.of(inputs, outputs, groups, window, null, any).withSlope(any);
  }
}
