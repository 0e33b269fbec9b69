package org.sr4j.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class MutedOutputTest {

  @Test
  void dropsWhatThisThreadPrintsAndKeepsWhatOthersPrint() {
    PrintStream original = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true));
    try {
      String result =
          MutedOutput.during(
              () -> {
                System.out.println("noise");
                Thread other = new Thread(() -> System.out.printf("%s%n", "heard"));
                other.start();
                join(other);
                return "done";
              });
      System.out.print(result);
    } finally {
      System.setOut(original);
    }
    assertThat(printed.toString()).isEqualTo("heard" + System.lineSeparator() + "done");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
