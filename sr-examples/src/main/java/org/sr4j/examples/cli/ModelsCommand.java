package org.sr4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.sr4j.models.engine.nd4j.Nd4jRuntime;
import org.sr4j.models.registry.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sr models}: the networks on the class path, or one of them in detail. */
@Command(
    name = "models",
    description = {
      "Lists the networks that can be used: their scales, what they cost at each, and weights.",
      "With the id of one: its options, what it expects of pictures, its cost in detail.",
      "With strategies: the networks that take them, and their cost with them."
    },
    footer = {
      "",
      "Multi-Adds are multiplications with convolution weights for one picture of 1280x720",
      "after enlarging, as papers count them.",
      "",
      "Examples:",
      "  sr models",
      "  sr models dyconvsr",
      "  sr models --json",
      "  sr models edsr-baseline --strategy ggas,cwss"
    })
final class ModelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "The network to show in detail.")
  private String id;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Mixin private StrategyOption strategy;

  @Override
  public Integer call() throws JsonProcessingException {
    Nd4jRuntime.require();
    Registry registry = Registry.load();
    ModelEntries entries = new ModelEntries(registry, strategy.specs());
    if (id == null) {
      Map<String, String> refused = new TreeMap<>();
      List<ModelEntry> all = entries.all(refused);
      Printed.print(spec, json, all, ModelText.table(all, refused));
    } else {
      ModelEntry entry = entries.of(registry.model(id));
      Printed.print(spec, json, entry, ModelText.details(entry));
    }
    return ExitCode.OK;
  }
}
