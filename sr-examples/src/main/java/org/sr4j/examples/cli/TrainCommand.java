package org.sr4j.examples.cli;

import com.google.inject.Guice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sr4j.models.engine.nd4j.Nd4jRuntime;
import org.sr4j.models.inject.ModelsModule;
import org.sr4j.models.train.Trainer;
import org.sr4j.models.train.TrainingListener;
import org.sr4j.models.train.TrainingResult;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.config.TrainingConfigReader;
import org.sr4j.models.train.report.LogReport;
import org.sr4j.models.train.report.ProgressBarReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sr train}: trains a network as a configuration says. */
@Command(
    name = "train",
    description = "Trains a network as a YAML file says.",
    footer = {
      "",
      "The folder that the file names as 'out' gets best.safetensors (the weights to",
      "use), last.safetensors (the checkpoint to resume from) and log.csv. Ctrl-C",
      "stops after the current step and writes a checkpoint. --strategy takes the place",
      "of the file's strategies.",
      "",
      "Examples:",
      "  sr train sr-examples/configs/dyconvsr-x2.yaml",
      "  sr train sr-examples/configs/dyconvsr-x2.yaml --resume",
      "  sr train mine.yaml --out runs/second",
      "  sr train mine.yaml --strategy ggas,cwss --out runs/both"
    })
final class TrainCommand implements Callable<Integer> {

  /** The trainer writes it into the weights it makes. */
  private static final String COMMIT = "sr4j.commit";

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "CONFIG", description = "Configuration of the run, YAML.")
  private Path config;

  @Option(
      names = "--resume",
      description = "Go on from the checkpoint in the output folder, if there is one.")
  private boolean resume;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Output folder instead of the configuration's.")
  private Path out;

  @Mixin private StrategyOption strategy;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress bar: a line every so many steps.")
  private boolean quiet;

  @Override
  public Integer call() {
    TrainingConfig run = configuration();
    Nd4jRuntime.require();
    if (System.getProperty(COMMIT) == null) {
      System.setProperty(COMMIT, BuildVersion.commit());
    }
    Trainer trainer = Guice.createInjector(new ModelsModule()).getInstance(Trainer.class);
    try (StopOnInterrupt interrupt = new StopOnInterrupt()) {
      print(trainer.run(run, TrainingListener.all(progress(), interrupt)));
    }
    return ExitCode.OK;
  }

  /** A bar on a terminal; lines where there is none, or none is wanted. */
  private TrainingListener progress() {
    return quiet || System.console() == null
        ? new LogReport(spec.commandLine().getErr()::println)
        : new ProgressBarReport(System.err);
  }

  private TrainingConfig configuration() {
    TrainingConfig read = new TrainingConfigReader().read(config);
    if (resume) {
      read = read.withResume(true);
    }
    if (strategy.isGiven()) {
      read = read.withModel(read.model().withStrategies(strategy.specs()));
    }
    return out == null ? read : read.withOut(out);
  }

  private void print(TrainingResult result) {
    PrintWriter console = spec.commandLine().getOut();
    if (result.stopped()) {
      console.println(
          "Stopped at step " + result.step() + "; go on with --resume: " + result.checkpoint());
    } else {
      console.println("Weights: " + result.weights());
    }
    console.flush();
  }
}
