package org.sr4j.examples.cli;

import java.util.List;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.network.StrategyText;
import picocli.CommandLine.Option;

/** {@code --strategy}: what is put on a network. */
final class StrategyOption {

  @Option(
      names = "--strategy",
      paramLabel = "ID[:OPTION=VALUE...]",
      description =
          "Strategies to put on the network, separated by commas: ggas,cwss or"
              + " ggas:kernel=5,init=identity,cwss; see 'sr strategy list'.")
  private String strategies;

  boolean isGiven() {
    return strategies != null;
  }

  /** None where none are given. */
  List<StrategySpec> specs() {
    return strategies == null ? List.of() : StrategyText.parse(strategies);
  }
}
