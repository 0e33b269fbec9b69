package org.sr4j.layers.dl4j;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps the lines that SameDiff 1.0.0-M2.1 prints to the standard output while it differentiates a
 * graph ("Added differentiated op ...") off the terminal. What other threads print meanwhile
 * passes.
 */
final class DifferentiationNoise {

  private DifferentiationNoise() {}

  static synchronized void muted(Runnable action) {
    PrintStream terminal = System.out;
    Thread noisy = Thread.currentThread();
    System.setOut(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            if (Thread.currentThread() != noisy) {
              terminal.println(line);
            }
          }
        });
    try {
      action.run();
    } finally {
      System.setOut(terminal);
    }
  }
}
