package org.sr4j.layers.graph;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Keeps what ND4J 1.0.0-M2.1 prints ("Added differentiated op ..." while it differentiates a graph)
 * away from the standard output, on which programs talk to their users.
 */
public final class MutedOutput {

  private static final Object LOCK = new Object();

  private MutedOutput() {}

  /** Runs {@code body}; what this thread prints meanwhile is dropped, other threads are heard. */
  public static <T> T during(Supplier<T> body) {
    synchronized (LOCK) {
      PrintStream original = System.out;
      System.setOut(new PrintStream(new OfOthers(original, Thread.currentThread()), true));
      try {
        return body.get();
      } finally {
        System.setOut(original);
      }
    }
  }

  /** Passes on what other threads print. */
  private static final class OfOthers extends OutputStream {

    private final PrintStream original;
    private final Thread muted;

    OfOthers(PrintStream original, Thread muted) {
      this.original = original;
      this.muted = muted;
    }

    @Override
    public void write(int b) {
      if (Thread.currentThread() != muted) {
        original.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (Thread.currentThread() != muted) {
        original.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() {
      original.flush();
    }
  }
}
