package org.sr4j.examples.cli;

import picocli.CommandLine.Option;

/** {@code --help}. Not inherited: picocli's own subcommands bring theirs. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  private boolean asked;
}
