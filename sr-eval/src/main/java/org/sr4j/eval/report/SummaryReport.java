package org.sr4j.eval.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sr4j.eval.benchmark.EvaluationResult;
import org.sr4j.eval.protocol.Protocol;
import org.sr4j.eval.protocol.Score;

/**
 * Several results side by side: one table per protocol, a row per model and scale, a column per
 * data set. An incomplete result shows as such instead of as a number.
 */
public final class SummaryReport {

  private SummaryReport() {}

  public static String of(List<EvaluationResult> results) {
    StringBuilder text = new StringBuilder();
    for (Protocol protocol :
        results.stream().flatMap(r -> r.protocols().stream()).distinct().toList()) {
      text.append(table(results, protocol)).append('\n').append(protocol.describe()).append('\n');
    }
    return text.toString();
  }

  private static String table(List<EvaluationResult> results, Protocol protocol) {
    Map<String, Map<String, EvaluationResult>> rows = new LinkedHashMap<>();
    for (EvaluationResult result : results) {
      if (result.protocols().contains(protocol)) {
        rows.computeIfAbsent(rowName(result), name -> new LinkedHashMap<>())
            .put(result.dataSet(), result);
      }
    }
    List<String> sets =
        rows.values().stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    List<String> header = new ArrayList<>(List.of("PSNR [dB] / SSIM, " + protocol.title()));
    header.addAll(sets);
    TextTable table = new TextTable().row(header);
    rows.forEach(
        (name, bySet) -> {
          List<String> row = new ArrayList<>(List.of(name));
          sets.forEach(set -> row.add(cell(Optional.ofNullable(bySet.get(set)), protocol)));
          table.row(row);
        });
    return table.text();
  }

  private static String rowName(EvaluationResult result) {
    return result.model() + " x" + result.scale() + " (" + result.engine() + ")";
  }

  private static String cell(Optional<EvaluationResult> result, Protocol protocol) {
    if (result.isEmpty()) {
      return "-";
    }
    Optional<Score> mean = result.get().mean(protocol);
    return mean.map(s -> TextReport.psnr(s.psnr()) + " / " + TextReport.ssim(s.ssim()))
        .orElse("incomplete (" + result.get().failed().size() + " failed)");
  }
}
