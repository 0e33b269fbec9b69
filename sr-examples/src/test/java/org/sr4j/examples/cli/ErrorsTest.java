package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.UnknownIdException;
import picocli.CommandLine;

class ErrorsTest {

  private final StringWriter err = new StringWriter();
  private final CommandLine command = Sr.commandLine();

  @BeforeEach
  void capture() {
    command.setErr(new PrintWriter(err));
  }

  @Test
  void aFailureIsOneLine() {
    int exitCode =
        Errors.report(
            new ImageException(Problem.cannot("read the image").at("a.png").got("0 bytes")),
            command,
            false);

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("sr: Cannot read the image [a.png]: got 0 bytes.\n");
  }

  @Test
  void verboseAddsTheStackTrace() {
    Errors.report(new ImageException(Problem.cannot("read the image")), command, true);

    assertThat(err.toString()).contains("at org.sr4j.examples.cli.ErrorsTest.verboseAdds");
  }

  @Test
  void unknownNamesAndOptionsAreWrongUsage() {
    Problem problem = Problem.cannot("find the model");

    assertThat(Errors.report(new UnknownIdException(problem), command, false)).isEqualTo(2);
    assertThat(Errors.report(new OptionsException(problem), command, false)).isEqualTo(2);
  }

  @Test
  void anythingUnexpectedIsCalledABug() {
    int exitCode = Errors.report(new IllegalStateException("no tile"), command, false);

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "sr: This is a bug; please report it with the output of --verbose:"
                + " java.lang.IllegalStateException: no tile\n");
  }

  @Test
  void lackOfMemorySaysWhatToDo() {
    assertThat(Errors.line(new OutOfMemoryError("Java heap space")))
        .startsWith("Not enough memory. Use smaller tiles (--tile) or allow more: SR_OPTS=")
        .endsWith("(Java heap space)");
  }
}
