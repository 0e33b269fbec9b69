package org.sr4j.examples.bench;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sr4j.models.engine.vector.kernel.PeakProbe;

/** What the processor could do at most, all its threads together, at this moment. */
final class PeakRate {

  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final int REPETITIONS = 2000;

  private PeakRate() {}

  /**
   * Thousand million single-precision operations a second, a fused multiply-add being two; nothing
   * without the JDK's Vector API. Takes some tens of milliseconds.
   */
  static OptionalDouble gflopPerS() {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      return OptionalDouble.empty();
    }
    int processors = Runtime.getRuntime().availableProcessors();
    double[] flops = new double[processors];
    Thread[] threads =
        IntStream.range(0, processors)
            .mapToObj(i -> new Thread(() -> flops[i] = new PeakProbe().flopsPerSecond(REPETITIONS)))
            .toArray(Thread[]::new);
    for (Thread thread : threads) {
      thread.start();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        IntStream.range(0, processors).mapToDouble(i -> flops[i]).sum() * 1e-9);
  }
}
