package org.sr4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sr4j.examples.cli.ModelEntry.AtScale;

/** Networks as text for people. */
final class ModelText {

  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;

  private ModelText() {}

  /**
   * One line a network.
   *
   * @param refused networks that do not take the strategies asked for, with the reason
   */
  static List<String> table(List<ModelEntry> entries, Map<String, String> refused) {
    List<String> lines = new ArrayList<>(table(entries));
    if (!refused.isEmpty()) {
      lines.add("");
      refused.forEach((id, reason) -> lines.add(id + ": " + reason));
    }
    return lines;
  }

  private static List<String> table(List<ModelEntry> entries) {
    TextTable table =
        new TextTable(
            "MODEL", "SCALES", "PARAMETERS", "MULTI-ADDS (G)", "WEIGHTS", "TILES", "PAPER");
    for (ModelEntry entry : entries) {
      table.row(
          entry.id(),
          joined(entry, at -> "x" + at.scale()),
          joined(entry, AtScale::parameters),
          joined(entry, at -> rounded(at.multiAdds() / GIGA)),
          withWeights(entry),
          entry.tiling(),
          entry.paper());
    }
    return table.lines();
  }

  private static String withWeights(ModelEntry entry) {
    List<String> scales =
        entry.scales().stream().filter(AtScale::weights).map(at -> "x" + at.scale()).toList();
    return scales.isEmpty() ? "-" : String.join(" ", scales);
  }

  private static String joined(ModelEntry entry, Function<AtScale, Object> cell) {
    return entry.scales().stream()
        .map(at -> String.valueOf(cell.apply(at)))
        .collect(Collectors.joining(" "));
  }

  /** One network on many lines. */
  static List<String> details(ModelEntry entry) throws JsonProcessingException {
    List<String> lines = new ArrayList<>();
    lines.add(entry.id() + ": " + entry.title());
    lines.add("");
    lines.add("Paper    " + entry.paper());
    if (!entry.link().isEmpty()) {
      lines.add("         " + entry.link());
    }
    lines.add("Input    " + input(entry));
    lines.add("Tiles    " + tiles(entry));
    lines.add("Options  and their defaults");
    new ObjectMapper()
        .readTree(entry.options())
        .properties()
        .forEach(o -> lines.add("         " + o.getKey() + " = " + o.getValue().asText()));
    lines.add("");
    lines.addAll(costs(entry));
    lines.add("");
    lines.add("Costs are of one picture that is 1280x720 after enlarging, without tiles.");
    return lines;
  }

  private static String input(ModelEntry entry) {
    return "%s, samples from 0 to %d; padded to multiples of %d, at least %d pixels a side"
        .formatted(entry.colour(), entry.whitest(), entry.sizeMultiple(), entry.minSize());
  }

  private static String tiles(ModelEntry entry) {
    String radius = "a pixel depends on " + entry.receptiveRadius() + " input pixels around it";
    return switch (entry.tiling()) {
      case "local" -> "exact; " + radius;
      case "global-means" -> "exact, in passes: means over the whole picture first; " + radius;
      default -> "never: " + radius;
    };
  }

  private static List<String> costs(ModelEntry entry) {
    TextTable table =
        new TextTable(
            "SCALE",
            "PARAMETERS",
            "MULTI-ADDS",
            "ACTIVATIONS",
            "PEAK MEMORY",
            "CONVOLUTIONS",
            "WEIGHTS");
    for (AtScale at : entry.scales()) {
      table.row(
          "x" + at.scale(),
          at.parameters(),
          rounded(at.multiAdds() / GIGA) + " G",
          rounded(at.activations() / MEGA) + " M",
          rounded(at.peakBytes() / MEGA) + " MB",
          at.convolutions(),
          at.weights() ? "embedded" : "-");
    }
    return table.lines();
  }

  /** Two decimals below ten, else one, as papers print them. */
  private static String rounded(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }
}
