package org.sr4j.examples.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/** Whether {@code sr} would accept some arguments; nothing is run. */
public final class SrSyntax {

  private SrSyntax() {}

  /** What is wrong with the arguments, if anything. */
  public static Optional<String> problem(List<String> arguments) {
    try {
      Sr.commandLine().parseArgs(arguments.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(e.getMessage());
    }
  }
}
