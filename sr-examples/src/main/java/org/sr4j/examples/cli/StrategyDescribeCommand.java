package org.sr4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.inject.Guice;
import java.util.concurrent.Callable;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.engine.nd4j.Nd4jRuntime;
import org.sr4j.models.inject.ModelsModule;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.strategy.plan.StrategyPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sr strategy describe}: what strategies would do to a network. */
@Command(
    name = "describe",
    description = {
      "Tells where strategies attach to a network, which weights they have there, and what",
      "they cost. The network is not built: no weights are made, nothing runs."
    },
    footer = {
      "",
      "FOLDED is what is left in inference once normalisations are part of the convolutions",
      "before them. Multi-Adds are those of convolutions, for one picture of 1280x720 after",
      "enlarging.",
      "",
      "Examples:",
      "  sr strategy describe --model edsr-baseline --scale 4 --strategy ggas,cwss",
      "  sr strategy describe --model imdn --strategy cwss:longSkip=true --json"
    })
final class StrategyDescribeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "ID",
      description = "Network, see 'sr models'.")
  private String model;

  @Option(
      names = {"-s", "--scale"},
      paramLabel = "N",
      defaultValue = "2",
      description = "Factor. Default: ${DEFAULT-VALUE}.")
  private int scale;

  @Mixin private StrategyOption strategy;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    if (!strategy.isGiven()) {
      throw new OptionsException(
          Problem.cannot("describe strategies")
              .got("none")
              .expected("--strategy with one or more ids; 'sr strategy list' has them"));
    }
    Nd4jRuntime.require();
    StrategyPlan plan =
        Guice.createInjector(new ModelsModule())
            .getInstance(StrategyPlan.Maker.class)
            .of(new NetworkSpec(model, scale).withStrategies(strategy.specs()));
    Printed.print(spec, json, StrategyPlanEntry.of(plan), StrategyPlanText.lines(plan));
    return ExitCode.OK;
  }
}
