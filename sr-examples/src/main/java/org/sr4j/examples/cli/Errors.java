package org.sr4j.examples.cli;

import java.io.PrintWriter;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.SrException;
import org.sr4j.api.error.UnknownIdException;
import picocli.CommandLine;

/** How a failure is told: one line, and the stack trace only if it was asked for or is a bug. */
final class Errors {

  private static final String OUT_OF_MEMORY =
      "Not enough memory. Use smaller tiles (--tile) or allow more: SR_OPTS=\"-Xmx4g"
          + " -Dorg.bytedeco.javacpp.maxbytes=6g -Dorg.bytedeco.javacpp.maxphysicalbytes=12g\".";

  private Errors() {}

  /** Prints the failure of a command and returns its exit code. */
  static int report(Throwable e, CommandLine command, boolean verbose) {
    PrintWriter err = command.getErr();
    err.println("sr: " + line(e));
    if (verbose) {
      e.printStackTrace(err);
    }
    err.flush();
    return e instanceof OptionsException || e instanceof UnknownIdException
        ? ExitCode.USAGE
        : ExitCode.FAILED;
  }

  /** The failure in one line. */
  static String line(Throwable e) {
    if (e instanceof SrException) {
      return e.getMessage();
    }
    if (e instanceof OutOfMemoryError) {
      return OUT_OF_MEMORY + " (" + e.getMessage() + ")";
    }
    return "This is a bug; please report it with the output of --verbose: " + e;
  }
}
