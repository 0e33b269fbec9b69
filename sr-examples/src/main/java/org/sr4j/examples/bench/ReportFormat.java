package org.sr4j.examples.bench;

import java.nio.file.Path;
import java.util.Locale;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/** How a report is written. */
public enum ReportFormat {
  TEXT,
  MARKDOWN,
  CSV,
  JSON;

  /**
   * The format that a file's name asks for.
   *
   * @throws OptionsException unless it ends in {@code .txt}, {@code .md}, {@code .csv} or {@code
   *     .json}
   */
  public static ReportFormat of(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "txt" -> TEXT;
      case "md" -> MARKDOWN;
      case "csv" -> CSV;
      case "json" -> JSON;
      default ->
          throw new OptionsException(
              Problem.cannot("write the report")
                  .at(file)
                  .got("extension \"" + extension + "\"")
                  .expected(".txt, .md, .csv or .json"));
    };
  }
}
