package org.sr4j.examples.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code sr} command: enlarges pictures, trains and evaluates networks. */
@Command(
    name = "sr",
    description = "Enlarges pictures with small neural networks; trains and evaluates them.",
    versionProvider = BuildVersion.class,
    subcommands = {
      UpscaleCommand.class,
      TrainCommand.class,
      EvalCommand.class,
      AnalyseCommand.class,
      BenchCommand.class,
      ModelsCommand.class,
      ExplainCommand.class,
      StrategyCommand.class,
      ConvertCommand.class,
      ExportCommand.class,
      EmbedCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    footer = {
      "",
      "Exit codes: 0 all done, 1 an input could not be processed, 2 wrong usage.",
      "SR_OPTS holds options of the Java virtual machine, for example SR_OPTS=-Xmx8g.",
      "",
      "Examples:",
      "  sr upscale photo.jpg -o photo_x2.png",
      "  sr models",
      "  sr help upscale",
      "  source <(sr generate-completion)     (completes options in bash and zsh)"
    })
public final class Sr implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log what is done; print the stack trace of an error.")
  private boolean verbose;

  @Mixin private HelpOption help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print version, commit and platform.")
  private boolean version;

  public static void main(String[] args) {
    CommandLine command = commandLine();
    int exitCode;
    try {
      exitCode = command.execute(args);
    } catch (Error e) {
      // Picocli handles exceptions only; memory that ran out is an error.
      exitCode = Errors.report(e, command, command.<Sr>getCommand().verbose());
    }
    System.exit(exitCode);
  }

  /** The whole command, as {@link #main} runs it. */
  static CommandLine commandLine() {
    Sr root = new Sr();
    CommandLine line = new CommandLine(root).addSubcommand("help", new CommandLine.HelpCommand());
    line.setExecutionStrategy(
        parsed -> {
          Logging.configure(root.verbose);
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setParameterExceptionHandler(new UsageErrors());
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> Errors.report(e, command, root.verbose));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: one of the commands.");
  }

  /** Whether stack traces are wanted. */
  boolean verbose() {
    return verbose;
  }
}
