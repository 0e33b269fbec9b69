package org.sr4j.models.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A Java process of its own on the tests' class path, or on a part of it. */
public final class ChildJvm {

  /** What a process printed. */
  public record Result(int exitCode, String out, String err) {}

  private ChildJvm() {}

  public static Result run(
      Class<?> main, Predicate<String> classPathEntry, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(classPathEntry)
            .collect(Collectors.joining(File.pathSeparator));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                main.getName()));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(main + " did not end");
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
