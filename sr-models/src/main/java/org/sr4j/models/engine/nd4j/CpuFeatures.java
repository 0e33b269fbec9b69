package org.sr4j.models.engine.nd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Instruction sets of this machine's processor, where the operating system tells. */
final class CpuFeatures {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private CpuFeatures() {}

  /** Lower-case names such as {@code avx2}; empty if they cannot be found out. */
  static Optional<Set<String>> detect() {
    try {
      if (Files.isReadable(CPU_INFO)) {
        return ofCpuInfo(Files.readString(CPU_INFO));
      }
      if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
        return ofSysctl();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** Reads the first line of flags. */
  static Optional<Set<String>> ofCpuInfo(String text) {
    return text.lines()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> words(line.substring(line.indexOf(':') + 1)));
  }

  private static Optional<Set<String>> ofSysctl() throws IOException, InterruptedException {
    Process sysctl =
        new ProcessBuilder("sysctl", "-n", "machdep.cpu.features", "machdep.cpu.leaf7_features")
            .redirectErrorStream(true)
            .start();
    String text = new String(sysctl.getInputStream().readAllBytes());
    return sysctl.waitFor(5, TimeUnit.SECONDS) && sysctl.exitValue() == 0
        ? Optional.of(words(text))
        : Optional.empty();
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).trim().split("\\s+")));
  }
}
