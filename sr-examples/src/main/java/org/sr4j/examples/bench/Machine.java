package org.sr4j.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.sr4j.eval.benchmark.RunEnvironment;

/**
 * What was measured on.
 *
 * @param processor its name; null where the system does not tell
 * @param processors that this process may use
 * @param started when, ISO 8601
 */
record Machine(
    String processor, int processors, String system, String java, String library, String started) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  static Machine here() {
    RunEnvironment here = RunEnvironment.here();
    return new Machine(
        processorName().orElse(null),
        here.processors(),
        here.system(),
        here.java(),
        here.library(),
        here.started().toString());
  }

  private static Optional<String> processorName() {
    try (Stream<String> lines =
        Files.isReadable(CPUINFO) ? Files.lines(CPUINFO) : Stream.<String>empty()) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** One line. */
  public String describe() {
    return "%s, %d processors, %s, %s, SR4J %s, %s"
        .formatted(
            processor == null ? "unknown processor" : processor,
            processors,
            system,
            java,
            library,
            started);
  }
}
