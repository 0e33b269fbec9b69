package org.sr4j.examples.bench;

import java.util.List;

/** What attentions cost, all measured in turn with the baseline. */
record AttentionReport(Machine machine, Rounds rounds, List<Row> rows)
    implements Benchmarks.Result {

  /**
   * @param size side of the low-resolution picture in pixels
   * @param parameters trained values
   * @param more parameters than the baseline's
   * @param increase time more than the baseline's as a share: median over rounds
   * @param published the same in the paper; null where it has no such row
   */
  public record Row(
      String network,
      String engine,
      int size,
      long parameters,
      long more,
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
        + ", all variants of a size in turn. Shallow EDSR x4; times in ms, of one square picture of"
        + " SIZE a side before enlarging; INCREASE: median over rounds of the ratio to the"
        + " baseline.\n\n";
  }

  private Table table() {
    Table table =
        new Table(
            List.of(
                "ATTENTION",
                "ENGINE",
                "SIZE",
                "PARAMETERS",
                "MORE",
                "MEDIAN",
                "P10",
                "P90",
                "INCREASE",
                "PUBLISHED"));
    for (Row row : rows) {
      table.row(
          List.of(
              row.network,
              row.engine,
              String.valueOf(row.size),
              String.valueOf(row.parameters),
              String.valueOf(row.more),
              Numbers.of(row.medianMs),
              Numbers.of(row.p10Ms),
              Numbers.of(row.p90Ms),
              Numbers.signedPercent(row.increase),
              row.published == null ? "-" : Numbers.signedPercent(row.published)));
    }
    return table;
  }
}
