package org.sr4j.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sr strategy}: what can be put on networks. */
@Command(
    name = "strategy",
    description = "Tells what can be put on networks, and what it does there.",
    subcommands = {StrategyListCommand.class, StrategyDescribeCommand.class},
    footer = {
      "",
      "train, eval, upscale and models take strategies as --strategy; see docs/strategies.md.",
      "",
      "Examples:",
      "  sr strategy list",
      "  sr strategy describe --model edsr-baseline --scale 4 --strategy ggas,cwss"
    })
final class StrategyCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: list or describe.");
  }
}
