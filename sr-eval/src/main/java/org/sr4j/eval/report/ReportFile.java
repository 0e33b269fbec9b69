package org.sr4j.eval.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.data.file.AtomicFile;
import org.sr4j.eval.benchmark.EvaluationResult;

/** Writes results to a file, complete or not at all; its extension says how. */
public final class ReportFile {

  private ReportFile() {}

  /**
   * Refuses a file name before the work is done.
   *
   * @throws OptionsException unless it ends in {@code .txt}, {@code .csv} or {@code .json}
   */
  public static void check(Path file) {
    if (!List.of("txt", "csv", "json").contains(extension(file))) {
      throw new OptionsException(
          Problem.cannot("write the report")
              .at(file)
              .got("extension \"" + extension(file) + "\"")
              .expected(".txt, .csv or .json"));
    }
  }

  /**
   * @throws OptionsException as {@link #check}
   * @throws IOException if it cannot be written; what was there before is left then
   */
  public static void write(List<EvaluationResult> results, Path file) throws IOException {
    check(file);
    String text =
        switch (extension(file)) {
          case "csv" -> CsvReport.of(results);
          case "json" -> JsonReport.of(results);
          default -> results.stream().map(TextReport::of).collect(Collectors.joining("\n\n"));
        };
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
