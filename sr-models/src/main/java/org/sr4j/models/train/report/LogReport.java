package org.sr4j.models.train.report;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.models.train.StepReport;
import org.sr4j.models.train.TrainingListener;
import org.sr4j.models.train.TrainingResult;
import org.sr4j.models.train.TrainingStart;
import org.sr4j.models.train.ValidationReport;

/**
 * A line every so many steps, and for every validation: for logs and where there is no terminal.
 */
public final class LogReport implements TrainingListener {

  private static final Logger log = LoggerFactory.getLogger(LogReport.class);

  private final Consumer<String> lines;
  private long every = 100;
  private long aloneSteps;
  private StepMeans means = new StepMeans();

  /** Lines go to the logger, at level INFO. */
  public LogReport() {
    this(log::info);
  }

  public LogReport(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void onStart(TrainingStart start) {
    every = start.config().logEvery();
    lines.accept(
        String.format(
            Locale.ROOT,
            "Training %s x%d, %,d parameters, on %d pictures, %s %d of %d",
            start.config().model().id(),
            start.config().scale(),
            start.parameters(),
            start.trainingPictures(),
            start.step() == 0 ? "from step" : "resumed at step",
            start.step(),
            start.config().steps()));
    if (!start.initialStrategies().isEmpty()) {
      lines.accept(
          "%s holds nothing of %s: initial values"
              .formatted(
                  start.config().weights(), String.join(" and ", start.initialStrategies())));
    }
    aloneSteps = start.config().strategyTrainingOrNone().aloneSteps();
    if (start.step() < aloneSteps) {
      lines.accept("only strategies learn until step " + aloneSteps);
    }
  }

  @Override
  public void onStep(StepReport step) {
    means.add(step);
    if (step.step() == aloneSteps && aloneSteps < step.steps()) {
      lines.accept("step " + aloneSteps + ": from here on all parameters learn");
    }
    if (step.step() % every == 0 || step.step() == step.steps()) {
      long left = Math.round((step.steps() - step.step()) * means.milliseconds() / 1000);
      lines.accept(
          String.format(
              Locale.ROOT,
              "step %d/%d  loss %.5f  rate %.2e  %.0f ms/step (data %.0f)  left %d:%02d:%02d",
              step.step(),
              step.steps(),
              means.loss(),
              step.learningRate(),
              means.milliseconds(),
              means.dataMilliseconds(),
              left / 3600,
              left / 60 % 60,
              left % 60));
      means = new StepMeans();
    }
  }

  @Override
  public void onValidation(ValidationReport validation) {
    lines.accept(
        "validation at step "
            + validation.step()
            + ": "
            + scores(validation.scores())
            + (validation.best() ? " (best)" : "")
            + String.format(Locale.ROOT, " in %.1f s", validation.seconds()));
  }

  @Override
  public void onCheckpoint(Path file, long step) {
    log.debug("Checkpoint {} at step {}", file, step);
  }

  @Override
  public void onEnd(TrainingResult result) {
    lines.accept(
        (result.stopped() ? "stopped at step " : "finished at step ")
            + result.step()
            + result
                .bestScore()
                .map(
                    s -> String.format(Locale.ROOT, ", best %.3f at step %d", s, result.bestStep()))
                .orElse("")
            + ", weights "
            + result.weights());
  }

  static String scores(Map<String, Double> scores) {
    return new TreeMap<>(scores)
        .entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %.3f", e.getKey(), e.getValue()))
            .collect(Collectors.joining("  "));
  }
}
