package org.sr4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
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
      "With the id of one: its options, what it expects of pictures, its cost in detail."
    },
    footer = {
      "",
      "Multi-Adds are multiplications with convolution weights for one picture of 1280x720",
      "after enlarging, as papers count them.",
      "",
      "Examples:",
      "  sr models",
      "  sr models dyconvsr",
      "  sr models --json"
    })
final class ModelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "The network to show in detail.")
  private String id;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Nd4jRuntime.require();
    Registry registry = Registry.load();
    PrintWriter out = spec.commandLine().getOut();
    if (id == null) {
      List<ModelEntry> entries = registry.models().stream().map(ModelEntry::of).toList();
      print(out, entries, ModelText.table(entries));
    } else {
      ModelEntry entry = ModelEntry.of(registry.model(id));
      print(out, entry, ModelText.details(entry));
    }
    return ExitCode.OK;
  }

  private void print(PrintWriter out, Object value, List<String> text)
      throws JsonProcessingException {
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } else {
      text.forEach(out::println);
    }
    out.flush();
  }
}
