package org.sr4j.examples.bench;

import java.util.List;
import java.util.stream.Stream;

/** What networks cost more than the first, all measured in turn. */
record ComparisonReport(Machine machine, Rounds rounds, List<Row> rows)
    implements Benchmarks.Result {

  /**
   * @param size side of the low-resolution picture in pixels
   * @param parameters trained values; null where unknown
   * @param more parameters than the first network's
   * @param increase time more than the first network's as a share: median over rounds
   * @param published the same in the paper; null where it has no such row
   */
  public record Row(
      String network,
      String engine,
      int size,
      Long parameters,
      Long more,
      double medianMs,
      double p10Ms,
      double p90Ms,
      double increase,
      Double published) {}

  @Override
  public boolean measured() {
    return !rows.isEmpty();
  }

  @Override
  public String in(ReportFormat format) {
    return switch (format) {
      case TEXT -> prose("") + table().text();
      case MARKDOWN -> prose("\n") + table().markdown();
      case CSV -> Records.csv(Row.class, rows);
      case JSON -> Records.json(this);
    };
  }

  private String prose(String between) {
    return machine.describe()
        + "\n"
        + between
        + rounds.describe()
        + ", all networks of a size in turn. Times in ms, of one square picture of SIZE a side before"
        + " enlarging; INCREASE: median over rounds of the ratio to the first network.\n\n";
  }

  private Table table() {
    List<String> header =
        List.of(
            "NETWORK", "ENGINE", "SIZE", "PARAMETERS", "MORE", "MEDIAN", "P10", "P90", "INCREASE");
    boolean published = rows.stream().anyMatch(row -> row.published != null);
    Table table = new Table(published ? with(header, "PUBLISHED") : header);
    for (Row row : rows) {
      List<String> cells =
          List.of(
              row.network,
              row.engine,
              String.valueOf(row.size),
              row.parameters == null ? "-" : String.valueOf(row.parameters),
              row.more == null ? "-" : String.valueOf(row.more),
              Numbers.of(row.medianMs),
              Numbers.of(row.p10Ms),
              Numbers.of(row.p90Ms),
              Numbers.signedPercent(row.increase));
      String paper = row.published == null ? "-" : Numbers.signedPercent(row.published);
      table.row(published ? with(cells, paper) : cells);
    }
    return table;
  }

  private static List<String> with(List<String> cells, String last) {
    return Stream.concat(cells.stream(), Stream.of(last)).toList();
  }
}
