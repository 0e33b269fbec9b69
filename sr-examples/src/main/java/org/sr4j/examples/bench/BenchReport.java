package org.sr4j.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a run of {@link Bench} found.
 *
 * @param rows in the order of networks, sizes and engines
 * @param skipped what was not measured
 */
record BenchReport(Machine machine, Rounds rounds, List<BenchRow> rows, List<Skipped> skipped)
    implements Benchmarks.Result {

  @Override
  public boolean measured() {
    return !rows.isEmpty();
  }

  @Override
  public String in(ReportFormat format) {
    return switch (format) {
      case TEXT -> prose("") + table().text() + left("");
      case MARKDOWN -> prose("\n") + table().markdown() + left("\n- ");
      case CSV -> Records.csv(BenchRow.class, rows);
      case JSON -> Records.json(this);
    };
  }

  private String prose(String between) {
    return machine.describe()
        + "\n"
        + between
        + rounds.describe()
        + ". Times in ms, of one square picture of SIZE a side before enlarging; MPIXEL/S of the"
        + " enlarged picture.\n\n";
  }

  private String left(String bullet) {
    if (skipped.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nNot measured:");
    skipped.forEach(s -> text.append(bullet.isEmpty() ? "\n  " : bullet).append(s.describe()));
    return text.append('\n').toString();
  }

  private Table table() {
    List<Column> columns = columns();
    Table table = new Table(columns.stream().map(Column::name).toList());
    rows.forEach(row -> table.row(columns.stream().map(c -> c.cell().apply(row)).toList()));
    return table;
  }

  private record Column(String name, Function<BenchRow, String> cell) {}

  /** Those that some row has a value for. */
  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("NETWORK", BenchRow::network));
    columns.add(new Column("SCALE", r -> "x" + r.scale()));
    columns.add(new Column("ENGINE", BenchRow::engine));
    columns.add(new Column("SIZE", r -> String.valueOf(r.size())));
    columns.add(new Column("MEDIAN", r -> Numbers.of(r.medianMs())));
    columns.add(new Column("P10", r -> Numbers.of(r.p10Ms())));
    columns.add(new Column("P90", r -> Numbers.of(r.p90Ms())));
    columns.add(new Column("MPIXEL/S", r -> Numbers.of(r.outputMpixelPerS())));
    optional(columns, "GFLOP/S", BenchRow::gflopPerS, Numbers::of);
    optional(columns, "% OF PEAK", BenchRow::peakShare, share -> Numbers.of(100 * share));
    if (rows.stream().map(BenchRow::engine).distinct().count() > 1) {
      columns.add(new Column("TO FIRST", r -> Numbers.of(r.toFirstEngine())));
      columns.add(new Column("DIFFERENCE", r -> "%.0e".formatted(r.difference())));
    }
    optional(columns, "OPEN", BenchRow::openMs, Numbers::of);
    optional(columns, "FIRST PICTURE", BenchRow::firstMs, Numbers::of);
    optional(columns, "PEAK MB", BenchRow::peakResidentMb, Numbers::of);
    return columns;
  }

  private void optional(
      List<Column> columns,
      String name,
      Function<BenchRow, Double> value,
      Function<Double, String> text) {
    if (rows.stream().anyMatch(row -> value.apply(row) != null)) {
      columns.add(new Column(name, r -> value.apply(r) == null ? "-" : text.apply(value.apply(r))));
    }
  }
}
