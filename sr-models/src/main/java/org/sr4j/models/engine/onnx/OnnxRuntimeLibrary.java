package org.sr4j.models.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;

/** Whether ONNX Runtime, an optional dependency with native code, can be used here. */
final class OnnxRuntimeLibrary {

  static final String COORDINATE = "com.microsoft.onnxruntime:onnxruntime:1.29.0";
  static final String GPU_COORDINATE = "com.microsoft.onnxruntime:onnxruntime_gpu:1.29.0";

  private static final String CLASS = "ai/onnxruntime/OrtEnvironment.class";

  private static Optional<String> reason;

  private OnnxRuntimeLibrary() {}

  /**
   * Why ONNX Runtime cannot be used and what to do about it; empty if it can. Loads its native
   * library when first asked.
   */
  static synchronized Optional<String> unavailable() {
    if (reason == null) {
      reason = find();
    }
    return reason;
  }

  private static Optional<String> find() {
    if (OnnxRuntimeLibrary.class.getClassLoader().getResource(CLASS) == null) {
      return Optional.of(
          "ONNX Runtime is not on the class path. Add "
              + COORDINATE
              + ", to the sr command by putting its jar into the folder plugins.");
    }
    try {
      Loaded.environment();
      return Optional.empty();
    } catch (LinkageError | IllegalStateException e) {
      return Optional.of(
          "ONNX Runtime's native library does not load on this platform ("
              + root(e)
              + "). Check that "
              + COORDINATE
              + " has it for "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ".");
    }
  }

  private static String root(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /**
   * @throws EngineException saying why it cannot be used
   */
  static void require() {
    unavailable()
        .ifPresent(
            text -> {
              throw new EngineException(
                  Problem.cannot("use the engine").at(OnnxEngine.ID).advice(text));
            });
  }

  /** The one environment of the process; of a class of its own, which is loaded last. */
  static final class Loaded {

    /**
     * ONNX Runtime 1.29 searches the command line of the process by a regular expression that
     * recurses for every character: a class path of some thousand ends the process for want of
     * stack. Memory is taken only as far as it is used.
     */
    private static final long STACK_BYTES = 512L << 20;

    private static OrtEnvironment environment;

    private Loaded() {}

    /**
     * @throws LinkageError if the native library does not load
     */
    static synchronized OrtEnvironment environment() {
      if (environment == null) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(null, Loaded::start, "onnxruntime-start", STACK_BYTES);
        thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
        thread.start();
        join(thread);
        if (failure.get() instanceof LinkageError e) {
          throw e;
        }
        if (environment == null) {
          throw new IllegalStateException(failure.get());
        }
      }
      return environment;
    }

    private static void start() {
      OrtEnvironment made =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "sr4j");
      try {
        made.setTelemetry(false);
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
      environment = made;
    }

    private static void join(Thread thread) {
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
