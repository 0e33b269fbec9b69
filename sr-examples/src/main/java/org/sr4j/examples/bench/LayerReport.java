package org.sr4j.examples.bench;

import java.util.List;
import java.util.Locale;

/** Where the time of networks on engine vector goes. */
record LayerReport(Machine machine, List<Row> rows) implements Benchmarks.Result {

  /**
   * A step of a network at a size: operations that are done together.
   *
   * @param layer name of the value that it makes
   * @param kind what it does
   * @param meanMs mean time in milliseconds
   * @param share of the time of all steps
   * @param gflopPerS by the textbook's count, however it is computed
   * @param peakShare that rate by the processor's measured peak
   * @param gbytePerS values read and written, each once, by the time
   */
  record Row(
      String network,
      int size,
      String layer,
      String kind,
      double meanMs,
      double share,
      double gflopPerS,
      Double peakShare,
      double gbytePerS) {}

  @Override
  public boolean measured() {
    return !rows.isEmpty();
  }

  @Override
  public String in(ReportFormat format) {
    return switch (format) {
      case TEXT -> machine.describe() + "\n\n" + table().text();
      case MARKDOWN -> machine.describe() + "\n\n" + table().markdown();
      case CSV -> Records.csv(Row.class, rows);
      case JSON -> Records.json(this);
    };
  }

  private Table table() {
    Table table =
        new Table(
            List.of(
                "NETWORK",
                "SIZE",
                "LAYER",
                "KIND",
                "MEAN MS",
                "% OF TIME",
                "GFLOP/S",
                "% OF PEAK",
                "GB/S"));
    for (Row row : rows) {
      table.row(
          List.of(
              row.network,
              String.valueOf(row.size),
              row.layer,
              row.kind,
              Numbers.of(row.meanMs),
              percent(row.share),
              Numbers.of(row.gflopPerS),
              row.peakShare == null ? "-" : percent(row.peakShare),
              Numbers.of(row.gbytePerS)));
    }
    return table;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
