package org.sr4j.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sr4j.eval.benchmark.EvaluationResult;
import org.sr4j.eval.benchmark.LowResSource;
import org.sr4j.eval.benchmark.PictureResult;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.protocol.Score;

/** A result for people: a row per picture, the mean, the protocols in full, the provenance. */
public final class TextReport {

  private TextReport() {}

  public static String of(EvaluationResult result) {
    StringBuilder text = new StringBuilder();
    text.append(result.model())
        .append(" x")
        .append(result.scale())
        .append(" on ")
        .append(result.dataSet())
        .append("\n\n")
        .append(table(result));
    if (!result.isComplete()) {
      text.append("\nINCOMPLETE: ")
          .append(result.failed().size())
          .append(" of ")
          .append(result.pictures().size())
          .append(" pictures failed, so the data set has no score\n");
      result.failed().forEach(f -> text.append(f.name()).append(": ").append(f.problem() + "\n"));
    }
    for (Protocol protocol : result.protocols()) {
      text.append('\n').append(protocol.describe());
    }
    return text.append('\n').append(provenance(result)).toString();
  }

  private static String table(EvaluationResult result) {
    TextTable table = new TextTable().row(header(result.protocols()));
    for (PictureResult picture : result.pictures()) {
      table.row(row(result, picture));
    }
    List<String> last = new ArrayList<>();
    last.add(
        result.isComplete()
            ? "mean of " + result.pictures().size()
            : "mean of " + result.scored().size() + " of " + result.pictures().size());
    for (Protocol protocol : result.protocols()) {
      addScore(last, result.meanOfScored(protocol));
    }
    last.add(seconds(result.seconds()));
    return table.row(last).text();
  }

  private static List<String> header(List<Protocol> protocols) {
    List<String> header = new ArrayList<>();
    header.add("picture");
    for (Protocol protocol : protocols) {
      header.add("PSNR " + protocol.id() + " [dB]");
      header.add("SSIM " + protocol.id());
    }
    header.add("time [s]");
    return header;
  }

  private static List<String> row(EvaluationResult result, PictureResult picture) {
    List<String> row = new ArrayList<>();
    row.add(picture.name());
    Optional<PictureResult.Scored> scored =
        picture instanceof PictureResult.Scored s ? Optional.of(s) : Optional.empty();
    for (Protocol protocol : result.protocols()) {
      addScore(row, scored.map(s -> s.scores().get(protocol.id())));
    }
    row.add(scored.map(s -> seconds(s.seconds())).orElse("failed"));
    return row;
  }

  private static void addScore(List<String> row, Optional<Score> score) {
    row.add(score.map(s -> psnr(s.psnr())).orElse("-"));
    row.add(score.map(s -> ssim(s.ssim())).orElse("-"));
  }

  private static String provenance(EvaluationResult result) {
    StringBuilder text = new StringBuilder();
    line(text, "engine", result.engine());
    for (Map.Entry<String, String> fact : result.weights().entrySet()) {
      line(text, "weights", fact.getKey() + ": " + fact.getValue());
    }
    line(
        text,
        "data set",
        result.dataSet()
            + ", "
            + result.pictures().size()
            + " pictures, SHA-256 of its list "
            + result.dataSetDigest());
    line(
        text,
        "low resolution",
        result.lowResSource() == LowResSource.FILES
            ? "the data set's own files"
            : "made from the references");
    line(text, "time", "of the upscaler alone; the first picture's holds what starting up took");
    line(
        text,
        "made by",
        ("SR4J " + result.environment().library() + ", " + result.environment().java())
            + (", " + result.environment().system() + ", " + result.environment().processors())
            + (" processors, " + result.environment().started()));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(String.format(Locale.ROOT, "%-14s  %s\n", key, value));
  }

  static String psnr(double value) {
    return Double.isInfinite(value) ? "inf" : String.format(Locale.ROOT, "%.3f", value);
  }

  static String ssim(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
