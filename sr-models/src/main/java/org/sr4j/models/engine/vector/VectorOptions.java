package org.sr4j.models.engine.vector;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.engine.ThreadCount;

/**
 * How the engine {@code vector} works.
 *
 * @param threads that share a run, the caller's among them; results do not depend on it
 * @param memoryBytes that a session may take for what lies between the steps of a run
 */
public record VectorOptions(int threads, long memoryBytes) {

  /** System property with the number of threads, where nobody says otherwise. */
  public static final String THREADS = "sr.vector.threads";

  /**
   * @throws OptionsException if a value is out of range
   */
  public VectorOptions {
    ThreadCount.check(threads);
    if (memoryBytes < 1) {
      throw new OptionsException(
          Problem.cannot("set the memory limit").got(memoryBytes).expected("1 byte or more"));
    }
  }

  /** All processors, or what {@value #THREADS} says; three quarters of the heap. */
  public static VectorOptions defaults() {
    return new VectorOptions(
        ThreadCount.ofProperty(THREADS), Runtime.getRuntime().maxMemory() / 4 * 3);
  }

  public VectorOptions withThreads(int number) {
    return new VectorOptions(number, memoryBytes);
  }

  public VectorOptions withMemoryBytes(long bytes) {
    return new VectorOptions(threads, bytes);
  }
}
