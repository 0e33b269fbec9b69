package org.sr4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.models.engine.nd4j.Nd4jRuntime;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.EmbeddedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sr models}: the networks on the class path. */
@Command(
    name = "models",
    description = "Lists the networks that can be used, one line for each scale.",
    footer = {"", "Examples:", "  sr models", "  sr models --json"})
final class ModelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  /**
   * A network at one scale.
   *
   * @param parameters number of trainable values with the paper's options
   * @param weights whether weights come with the library
   * @param tiling whether enlarging in tiles is exact
   */
  record Row(
      String id,
      String title,
      int scale,
      long parameters,
      boolean weights,
      String tiling,
      String paper,
      String link) {}

  @Override
  public Integer call() throws JsonProcessingException {
    Nd4jRuntime.require();
    List<Row> rows = rows(Registry.load());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    } else {
      table(rows).lines().forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static List<Row> rows(Registry registry) {
    Networks networks = new Networks(registry);
    EmbeddedWeights embedded = EmbeddedWeights.find();
    List<Row> rows = new ArrayList<>();
    for (ModelProvider<?> provider : registry.models()) {
      ModelDescriptor descriptor = networks.model(new NetworkSpec(provider.id(), 1)).descriptor();
      for (int scale : descriptor.scales()) {
        try (Network network = networks.create(new NetworkSpec(provider.id(), scale), 0)) {
          rows.add(row(provider.id(), descriptor, network, embedded));
        }
      }
    }
    return rows;
  }

  private static Row row(
      String id, ModelDescriptor descriptor, Network network, EmbeddedWeights embedded) {
    return new Row(
        id,
        descriptor.title(),
        network.scale(),
        network.parameterCount(),
        embedded.entry(id, network.scale()).isPresent(),
        descriptor.tiling().name().toLowerCase(Locale.ROOT),
        descriptor.paper().citation(),
        descriptor.paper().link());
  }

  private static TextTable table(List<Row> rows) {
    TextTable table = new TextTable("MODEL", "SCALE", "PARAMETERS", "WEIGHTS", "TILES", "PAPER");
    for (Row row : rows) {
      table.row(
          row.id(),
          "x" + row.scale(),
          row.parameters(),
          row.weights() ? "embedded" : "-",
          row.tiling(),
          row.paper());
    }
    return table;
  }
}
