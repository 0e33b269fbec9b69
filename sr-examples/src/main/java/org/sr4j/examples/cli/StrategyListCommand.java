package org.sr4j.examples.cli;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.concurrent.Callable;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.registry.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sr strategy list}: the strategies on the class path. */
@Command(
    name = "list",
    description = "Lists the strategies that can be put on networks, with their options' defaults.")
final class StrategyListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private record Entry(String id, @JsonRawValue String options) {

    static <O extends Record> Entry of(StrategyProvider<O> provider) {
      return new Entry(provider.id(), OptionsBinder.toJson(provider.defaults()));
    }
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<Entry> entries = Registry.load().strategies().stream().map(Entry::of).toList();
    TextTable table = new TextTable("STRATEGY", "OPTIONS");
    entries.forEach(entry -> table.row(entry.id(), entry.options()));
    Printed.print(spec, json, entries, table.lines());
    return ExitCode.OK;
  }
}
