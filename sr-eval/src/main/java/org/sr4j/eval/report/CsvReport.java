package org.sr4j.eval.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.sr4j.eval.benchmark.EvaluationResult;
import org.sr4j.eval.benchmark.PictureResult;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.protocol.Score;

/**
 * Results as comma-separated values (RFC 4180): a row per picture and protocol, every row with its
 * provenance. Means are left to the reader: failed pictures have a row with a problem and no score.
 */
public final class CsvReport {

  private static final String[] HEADER = {
    "model",
    "engine",
    "weights",
    "scale",
    "data_set",
    "data_set_sha256",
    "low_resolution",
    "protocol",
    "picture",
    "width",
    "height",
    "psnr_db",
    "ssim",
    "seconds",
    "problem",
    "protocol_text",
    "library",
    "java",
    "system",
    "processors",
    "started"
  };

  private CsvReport() {}

  public static String of(List<EvaluationResult> results) {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(HEADER).get();
    try (CSVPrinter csv = new CSVPrinter(text, format)) {
      for (EvaluationResult result : results) {
        for (Protocol protocol : result.protocols()) {
          for (PictureResult picture : result.pictures()) {
            csv.printRecord(row(result, protocol, picture));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<Object> row(
      EvaluationResult result, Protocol protocol, PictureResult picture) {
    List<Object> row = new ArrayList<>();
    row.add(result.model());
    row.add(result.engine());
    row.add(weights(result.weights()));
    row.add(result.scale());
    row.add(result.dataSet());
    row.add(result.dataSetDigest());
    row.add(result.lowResSource().name());
    row.add(protocol.id());
    row.add(picture.name());
    if (picture instanceof PictureResult.Scored scored) {
      Score score = scored.scores().get(protocol.id());
      row.addAll(List.of(scored.width(), scored.height()));
      row.addAll(List.of(score.psnr(), score.ssim(), scored.seconds(), ""));
    } else if (picture instanceof PictureResult.Failed failed) {
      row.addAll(List.of("", "", "", "", "", failed.problem()));
    }
    row.add(protocol.describe().strip());
    row.add(result.environment().library());
    row.add(result.environment().java());
    row.add(result.environment().system());
    row.add(result.environment().processors());
    row.add(result.environment().started());
    return row;
  }

  private static String weights(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + ": " + fact.getValue())
        .collect(Collectors.joining("; "));
  }
}
