package org.sr4j.models.engine.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sr4j.models.program.op.Window;

/** Vectors that the just-in-time compiler fails to keep in registers show as allocations. */
@Tag("slow")
class AllocationTest {

  private static final int WARM_UP = 400;
  private static final int RUNS = 50;

  @Test
  void compiledKernelsAllocateNothing() {
    for (ConvolutionSpec spec : specs()) {
      KernelCase a = new KernelCase(spec, 30, 33, 1);
      ConvolutionKernel kernel = KernelSelector.select(a.spec(), 1 << 20);
      FeatureMap out = a.out();
      Fused add = Fused.add(a.beside());
      Fused all = new Fused(a.beside(), a.beside(), a.beside());
      float[] scratch = KernelCase.scratch(kernel);
      int rows = kernel.rowCount(30);
      run(WARM_UP, kernel, a, out, add, all, rows, scratch);
      long least = Long.MAX_VALUE;
      // The compiler works beside the test: sooner or later it is through.
      for (int attempt = 0; attempt < 20 && least > 0; attempt++) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(RUNS, kernel, a, out, add, all, rows, scratch);
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / RUNS);
      }
      // One boxed vector is 80 bytes, and there would be thousands of them.
      assertThat(least).as("bytes per run of %s", spec).isLessThan(100);
    }
  }

  private static void run(
      int times,
      ConvolutionKernel kernel,
      KernelCase a,
      FeatureMap out,
      Fused add,
      Fused all,
      int rows,
      float[] scratch) {
    for (int i = 0; i < times; i++) {
      kernel.rows(a.in(), out, Fused.NONE, 0, rows, scratch);
      kernel.rows(a.in(), out, add, 0, rows, scratch);
      kernel.rows(a.in(), out, all, 0, rows, scratch);
    }
  }

  private static List<ConvolutionSpec> specs() {
    return List.of(
        spec(64, 64, 1, Window.same(3)),
        spec(48, 144, 1, Window.same(3)),
        spec(16, 16, 1, Window.same(3)),
        spec(20, 20, 1, Window.same(1)),
        spec(32, 32, 1, Window.same(1)),
        spec(3, 48, 1, Window.same(3)),
        spec(32, 16, 1, Window.same(5)),
        spec(64, 3, 1, Window.same(3)),
        spec(64, 1, 1, Window.same(3)),
        spec(64, 4, 1, Window.same(5)),
        spec(32, 32, 32, Window.same(3)),
        spec(32, 32, 32, Window.same(7)));
  }

  private static ConvolutionSpec spec(int inputs, int outputs, int groups, Window window) {
    return ConvolutionSpec.of(inputs, outputs, groups, window, null, new float[outputs]);
  }
}
