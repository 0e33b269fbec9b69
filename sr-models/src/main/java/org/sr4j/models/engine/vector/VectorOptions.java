package org.sr4j.models.engine.vector;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * How the engine {@code vector} works.
 *
 * @param threads that share a run, the caller's among them; results do not depend on it
 * @param memoryBytes that a session may take for what lies between the steps of a run
 */
public record VectorOptions(int threads, long memoryBytes) {

  /** System property with the number of threads, where nobody says otherwise. */
  public static final String THREADS = "sr.vector.threads";

  private static final int MOST_THREADS = 1024;

  /**
   * @throws OptionsException if a value is out of range
   */
  public VectorOptions {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new OptionsException(
          Problem.cannot("set the number of threads")
              .got(threads)
              .expected("1 to " + MOST_THREADS));
    }
    if (memoryBytes < 1) {
      throw new OptionsException(
          Problem.cannot("set the memory limit").got(memoryBytes).expected("1 byte or more"));
    }
  }

  /** All processors, or what {@value #THREADS} says; three quarters of the heap. */
  public static VectorOptions defaults() {
    int threads = Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors());
    return new VectorOptions(threads, Runtime.getRuntime().maxMemory() / 4 * 3);
  }

  public VectorOptions withThreads(int number) {
    return new VectorOptions(number, memoryBytes);
  }

  public VectorOptions withMemoryBytes(long bytes) {
    return new VectorOptions(threads, bytes);
  }
}
