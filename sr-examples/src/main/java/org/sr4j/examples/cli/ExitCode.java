package org.sr4j.examples.cli;

/** What the command returns to the shell. */
final class ExitCode {

  static final int OK = 0;

  /** At least one input could not be processed. */
  static final int FAILED = 1;

  /** The arguments make no sense. */
  static final int USAGE = 2;

  private ExitCode() {}
}
