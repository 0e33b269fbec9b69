package org.sr4j.examples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * A command run in this process.
 *
 * @param exitCode what the shell would get
 * @param out what it printed
 * @param err what it printed to the error stream
 */
record SrRun(int exitCode, String out, String err) {

  static SrRun sr(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Sr.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    int exitCode = command.execute(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
    return new SrRun(exitCode, out.toString(), err.toString());
  }
}
