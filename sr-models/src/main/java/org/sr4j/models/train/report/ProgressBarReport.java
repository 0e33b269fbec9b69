package org.sr4j.models.train.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.sr4j.models.train.StepReport;
import org.sr4j.models.train.TrainingListener;
import org.sr4j.models.train.TrainingResult;
import org.sr4j.models.train.TrainingStart;
import org.sr4j.models.train.ValidationReport;

/** A progress bar on a terminal: speed, time left, loss, step time, validation score. */
public final class ProgressBarReport implements TrainingListener {

  private final PrintStream terminal;
  private ProgressBar bar;
  private double loss = Double.NaN;
  private double milliseconds = Double.NaN;
  private String validation = "";

  public ProgressBarReport(PrintStream terminal) {
    this.terminal = terminal;
  }

  /**
   * A progress bar if the process has a terminal, else log lines.
   *
   * @param quiet log lines in any case
   */
  public static TrainingListener forConsole(PrintStream terminal, boolean quiet) {
    return quiet || System.console() == null ? new LogReport() : new ProgressBarReport(terminal);
  }

  @Override
  public void onStart(TrainingStart start) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(start.config().model().id() + " x" + start.config().scale())
            .setInitialMax(start.config().steps())
            .startsFrom(start.step(), Duration.ZERO)
            .setUpdateIntervalMillis(500)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(terminal))
            .build();
  }

  @Override
  public void onStep(StepReport step) {
    // A slow average: single batches differ too much to be read.
    loss = Double.isNaN(loss) ? step.loss() : 0.98 * loss + 0.02 * step.loss();
    milliseconds =
        Double.isNaN(milliseconds)
            ? step.milliseconds()
            : 0.9 * milliseconds + 0.1 * step.milliseconds();
    bar.stepTo(step.step());
    bar.setExtraMessage(
        String.format(Locale.ROOT, " loss %.5f %.0f ms %s", loss, milliseconds, validation));
  }

  @Override
  public void onValidation(ValidationReport report) {
    validation = String.format(Locale.ROOT, "%s %.3f", report.primary(), report.score());
  }

  @Override
  public void onEnd(TrainingResult result) {
    close();
  }

  @Override
  public void onFailure(RuntimeException error) {
    close();
  }

  private void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
