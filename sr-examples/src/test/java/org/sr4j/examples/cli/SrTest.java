package org.sr4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sr4j.examples.cli.SrRun.sr;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SrTest {

  static List<String> ownCommands() {
    return Sr.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !List.of("help", "generate-completion").contains(name))
        .toList();
  }

  @Test
  void withoutACommandSaysSoAndPointsToTheHelp() {
    SrRun run = sr();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "sr: Say what to do: one of the commands.\nTry 'sr --help'.\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMistypedCommandNamesTheRightOne() {
    SrRun run = sr("modls");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'modls'").contains("Did you mean: sr models?");
  }

  @Test
  void aMistypedOptionNamesTheRightOne() {
    SrRun run = sr("models", "--jsn");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("Unknown option: '--jsn'")
        .contains("Possible solutions: --json")
        .contains("Try 'sr models --help'.");
  }

  @Test
  void versionNamesCommitAndPlatform() {
    SrRun run = sr("--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("^sr \\d+\\.\\d+\\.\\d+\\S* \\(commit ([0-9a-f]{12}|unknown)\\)\\R")
        .contains("Java " + System.getProperty("java.version"));
  }

  @ParameterizedTest
  @MethodSource("ownCommands")
  void theHelpOfEveryCommandHasExamplesThatParse(String command) {
    SrRun run = sr(command, "--help");

    assertThat(run.exitCode()).isZero();
    List<String> examples =
        run.out().lines().map(String::strip).filter(line -> line.startsWith("sr ")).toList();
    assertThat(examples).isNotEmpty();
    assertThat(examples)
        .allSatisfy(
            example -> Sr.commandLine().parseArgs(example.substring("sr ".length()).split("\\s+")));
  }

  @Test
  void completesOptionsOfEveryCommand() {
    SrRun run = sr("generate-completion");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("complete -F").contains("sr");
    assertThat(ownCommands()).allSatisfy(command -> assertThat(run.out()).contains(command));
  }
}
