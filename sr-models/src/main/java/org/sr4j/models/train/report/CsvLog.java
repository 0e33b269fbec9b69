package org.sr4j.models.train.report;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;
import org.sr4j.models.train.StepReport;
import org.sr4j.models.train.TrainingListener;
import org.sr4j.models.train.TrainingResult;
import org.sr4j.models.train.TrainingStart;
import org.sr4j.models.train.ValidationReport;

/**
 * The curve of a run as a CSV file: a row every so many steps, with means since the row before, and
 * validation scores where there are any. A run that goes on drops rows later than its checkpoint.
 */
public final class CsvLog implements TrainingListener {

  private static final List<String> COLUMNS =
      List.of("step", "loss", "learning_rate", "gradient_norm", "ms_per_step", "data_ms_per_step");

  private final Path file;
  private final SortedSet<String> scores;
  private StepMeans means = new StepMeans();
  private StepReport last;
  private Map<String, Double> validation = Map.of();
  private long every;
  private CSVPrinter printer;

  /**
   * @param scores names of validation scores, one column each
   */
  public CsvLog(Path file, SortedSet<String> scores) {
    this.file = file;
    this.scores = new TreeSet<>(scores);
  }

  @Override
  public void onStart(TrainingStart start) {
    every = start.config().logEvery();
    try {
      List<CSVRecord> kept = start.step() > 0 ? rowsUpTo(start.step()) : List.of();
      Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
      List<String> header = new ArrayList<>(COLUMNS);
      header.addAll(scores);
      try (CSVPrinter rewritten = new CSVPrinter(Files.newBufferedWriter(temporary), format())) {
        rewritten.printRecord(header);
        for (CSVRecord row : kept) {
          List<String> values = new ArrayList<>();
          header.forEach(column -> values.add(row.isMapped(column) ? row.get(column) : ""));
          rewritten.printRecord(values);
        }
      }
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      Writer writer = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
      printer = new CSVPrinter(writer, format());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static CSVFormat format() {
    return CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
  }

  private List<CSVRecord> rowsUpTo(long step) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    CSVFormat withHeader = format().builder().setHeader().setSkipHeaderRecord(true).get();
    List<CSVRecord> kept = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = CSVParser.parse(reader, withHeader)) {
      for (CSVRecord row : parser) {
        // A killed run may leave half a row at the end.
        if (row.isConsistent() && Long.parseLong(row.get("step")) <= step) {
          kept.add(row);
        }
      }
    }
    return kept;
  }

  @Override
  public void onStep(StepReport step) {
    // The row waits for the next step, so that a validation after this one still gets into it.
    flushRow();
    means.add(step);
    last = step;
  }

  @Override
  public void onValidation(ValidationReport report) {
    validation = report.scores();
  }

  @Override
  public void onCheckpoint(Path checkpoint, long step) {
    flushRow();
  }

  private void flushRow() {
    if (last != null
        && !means.isEmpty()
        && (last.step() % every == 0 || last.step() == last.steps() || !validation.isEmpty())) {
      write();
    }
  }

  private void write() {
    List<Object> row = new ArrayList<>();
    row.add(last.step());
    row.add(number(means.loss(), "%.6f"));
    row.add(number(last.learningRate(), "%.4e"));
    row.add(number(means.gradientNorm(), "%.5f"));
    row.add(number(means.milliseconds(), "%.1f"));
    row.add(number(means.dataMilliseconds(), "%.1f"));
    Map<String, Double> byName = new TreeMap<>(validation);
    scores.forEach(s -> row.add(byName.containsKey(s) ? number(byName.get(s), "%.4f") : ""));
    try {
      printer.printRecord(row);
      printer.flush();
    } catch (IOException e) {
      throw failure(e);
    }
    means = new StepMeans();
    validation = Map.of();
  }

  private static String number(double value, String pattern) {
    return String.format(Locale.ROOT, pattern, value);
  }

  @Override
  public void onEnd(TrainingResult result) {
    if (!means.isEmpty()) {
      write();
    }
    close();
  }

  @Override
  public void onFailure(RuntimeException error) {
    close();
  }

  private void close() {
    if (printer != null) {
      try {
        printer.close();
      } catch (IOException e) {
        throw failure(e);
      }
      printer = null;
    }
  }

  private TrainingException failure(IOException cause) {
    return new TrainingException(
        Problem.cannot("write the training log").at(file).got(cause.toString()), cause);
  }
}
