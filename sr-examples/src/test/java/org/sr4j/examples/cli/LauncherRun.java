package org.sr4j.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged launcher, run as a process of its own.
 *
 * @param exitCode what the shell gets
 * @param out what it printed
 * @param err what it printed to the error stream, without Java's own remark that a module is
 *     incubating, which no option silences
 * @param peakBytes most memory that the process held, where the system tells; else 0
 */
record LauncherRun(int exitCode, String out, String err, long peakBytes) {

  private static final int LIMIT_SECONDS = 600;
  private static final int POLL_MILLISECONDS = 100;
  private static final Pattern INCUBATING =
      Pattern.compile("WARNING: Using incubator modules: jdk.incubator.vector\\R");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  static LauncherRun of(
      Path launcher, Path workingFolder, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile("sr", ".out");
    Path err = Files.createTempFile("sr", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    long peakBytes = 0;
    while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      peakBytes = Math.max(peakBytes, peakBytes(process.pid()));
      if (System.nanoTime() > deadline) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(command + " took more than " + LIMIT_SECONDS + " s");
      }
    }
    LauncherRun run =
        new LauncherRun(
            process.exitValue(),
            Files.readString(out),
            INCUBATING.matcher(Files.readString(err)).replaceFirst(""),
            peakBytes);
    Files.delete(out);
    Files.delete(err);
    return run;
  }

  /** The kernel keeps the peak; the launcher's shell has become the virtual machine by then. */
  private static long peakBytes(long process) {
    try {
      Matcher peak =
          PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(process), "status")));
      return peak.find() ? 1024 * Long.parseLong(peak.group(1)) : 0;
    } catch (IOException e) {
      return 0; // It has just ended, or this is no Linux.
    }
  }
}
