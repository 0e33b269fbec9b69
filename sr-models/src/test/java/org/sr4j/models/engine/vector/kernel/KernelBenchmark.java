package org.sr4j.models.engine.vector.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import org.sr4j.models.program.op.Window;

/**
 * Speed of the kernels on one thread, beside the processor's peak measured in the same moment:
 *
 * <pre>./mvnw -q -Pbench-kernels -pl sr-models -am -DskipTests verify [-Dbench.kernels=3x3]</pre>
 *
 * The machine may be shared, so the processor time of the best of many short runs counts. {@code
 * direct} is what the convolution would need by its definition; a kernel may do with less, and so
 * exceed the peak.
 */
public final class KernelBenchmark {

  private static final int RUNS = 40;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private record Case(String name, ConvolutionSpec spec, int size) {}

  private KernelBenchmark() {}

  public static void main(String[] arguments) {
    String filter = arguments.length == 0 ? "" : arguments[0];
    System.out.printf("vectors of %d floats%n", PeakProbe.lanes());
    System.out.printf(
        "%-32s %6s %9s %14s %8s%n", "convolution", "size", "ms", "direct GFLOP/s", "% peak");
    for (Case c : cases()) {
      if (c.name().contains(filter)) {
        measure(c);
      }
    }
  }

  private static void measure(Case c) {
    KernelCase data = new KernelCase(c.spec(), c.size(), c.size(), 2);
    ConvolutionKernel kernel =
        KernelSelector.select(data.spec(), (long) data.in().height() * data.in().width());
    FeatureMap out = data.out();
    float[] scratch = KernelCase.scratch(kernel);
    int rows = kernel.rowCount(c.size());
    PeakProbe probe = new PeakProbe();
    double peak = 0;
    long best = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      peak = Math.max(peak, probe.flopsPerSecond(3));
      long start = System.nanoTime();
      int loops = 0;
      do {
        long begin = THREADS.getCurrentThreadCpuTime();
        kernel.rows(data.in(), out, Fused.NONE, 0, rows, scratch);
        best = Math.min(best, THREADS.getCurrentThreadCpuTime() - begin);
        loops++;
      } while (loops < 3 || System.nanoTime() - start < 10_000_000);
    }
    double pixels = (double) out.height() * out.width() / c.spec().shuffle() / c.spec().shuffle();
    double flops = 2 * pixels * c.spec().outputs() * c.spec().inputsPerGroup() * c.spec().taps();
    System.out.printf(
        Locale.ROOT,
        "%-32s %6d %9.3f %14.1f %7.0f%%%n",
        c.name(),
        c.size(),
        best / 1e6,
        flops / best,
        100 * flops / best * 1e9 / peak);
  }

  private static List<Case> cases() {
    Window three = Window.same(3);
    return List.of(
        of("3x3 64-64", 64, 64, 1, three, 64),
        of("3x3 64-64", 64, 64, 1, three, 128),
        of("3x3 64-256", 64, 256, 1, three, 64),
        of("3x3 48-48", 48, 48, 1, three, 64),
        of("3x3 32-32", 32, 32, 1, three, 64),
        of("3x3 16-16", 16, 16, 1, three, 64),
        of("3x3 3-64", 3, 64, 1, three, 64),
        of("3x3 64-3", 64, 3, 1, three, 128),
        of("3x3 64-12", 64, 12, 1, three, 64),
        of("3x3 64-48", 64, 48, 1, three, 64),
        of("1x1 64-64", 64, 64, 1, Window.same(1), 64),
        of("1x1 256-64", 256, 64, 1, Window.same(1), 64),
        of("1x1 48-16", 48, 16, 1, Window.same(1), 64),
        of("5x5 1-56", 1, 56, 1, Window.same(5), 64),
        of("5x5 56-16", 56, 16, 1, Window.same(5), 64),
        of("9x9 3-64", 3, 64, 1, Window.same(9), 64),
        of("depthwise 3x3 64", 64, 64, 64, three, 64),
        of("depthwise 5x5 64", 64, 64, 64, Window.same(5), 64),
        of("depthwise 7x7 64", 64, 64, 64, Window.same(7), 64),
        of("grouped 3x3 64-64/4", 64, 64, 4, three, 64),
        of("strided 3x3 64-64", 64, 64, 1, new Window(3, 3, 2, 2, 1, 1, 1, 1, 1, 1), 64),
        of("dilated 3x3 64-64", 64, 64, 1, new Window(3, 3, 1, 1, 2, 2, 2, 2, 2, 2), 64));
  }

  private static Case of(
      String name, int inputs, int outputs, int groups, Window window, int size) {
    float[] bias = new float[outputs];
    return new Case(name, ConvolutionSpec.of(inputs, outputs, groups, window, null, bias), size);
  }
}
