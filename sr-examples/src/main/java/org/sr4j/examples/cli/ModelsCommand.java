package org.sr4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    description =
        "Lists the networks that can be used: their scales, parameters at each, and weights.",
    footer = {"", "Examples:", "  sr models", "  sr models --json"})
final class ModelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  /**
   * A network.
   *
   * @param tiling whether enlarging in tiles is exact
   * @param scales what it can be built for
   */
  record Row(
      String id, String title, String tiling, String paper, String link, List<AtScale> scales) {}

  /**
   * A network at one scale.
   *
   * @param parameters number of trainable values with the paper's options
   * @param weights whether weights come with the library
   */
  record AtScale(int scale, long parameters, boolean weights) {}

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
      List<AtScale> scales = new ArrayList<>();
      for (int scale : descriptor.scales()) {
        try (Network network = networks.create(new NetworkSpec(provider.id(), scale), 0)) {
          boolean weights = embedded.entry(provider.id(), scale).isPresent();
          scales.add(new AtScale(scale, network.parameterCount(), weights));
        }
      }
      rows.add(
          new Row(
              provider.id(),
              descriptor.title(),
              descriptor.tiling().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              descriptor.paper().citation(),
              descriptor.paper().link(),
              scales));
    }
    return rows;
  }

  private static TextTable table(List<Row> rows) {
    TextTable table = new TextTable("MODEL", "SCALES", "PARAMETERS", "WEIGHTS", "TILES", "PAPER");
    for (Row row : rows) {
      table.row(
          row.id(),
          joined(row, at -> "x" + at.scale()),
          joined(row, AtScale::parameters),
          withWeights(row),
          row.tiling(),
          row.paper());
    }
    return table;
  }

  private static String withWeights(Row row) {
    List<String> scales =
        row.scales().stream().filter(AtScale::weights).map(at -> "x" + at.scale()).toList();
    return scales.isEmpty() ? "-" : String.join(" ", scales);
  }

  private static String joined(Row row, Function<AtScale, Object> cell) {
    return row.scales().stream()
        .map(at -> String.valueOf(cell.apply(at)))
        .collect(Collectors.joining(" "));
  }
}
