package org.sr4j.eval.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;

/**
 * Where and when a run took place.
 *
 * @param library version of this library
 * @param java version and maker of the Java runtime
 * @param system operating system, its version and architecture
 * @param processors that the runtime may use
 * @param started when the run began
 */
public record RunEnvironment(
    String library, String java, String system, int processors, Instant started) {

  /** This process, now. */
  public static RunEnvironment here() {
    return new RunEnvironment(
        libraryVersion(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static String libraryVersion() {
    try (InputStream in = RunEnvironment.class.getResourceAsStream("library.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
