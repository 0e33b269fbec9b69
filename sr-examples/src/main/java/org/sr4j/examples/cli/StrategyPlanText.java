package org.sr4j.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sr4j.models.network.StrategyText;
import org.sr4j.models.strategy.plan.AttachedStrategy;
import org.sr4j.models.strategy.plan.Place;
import org.sr4j.models.strategy.plan.StrategyPlan;

/** A plan as text for people. */
final class StrategyPlanText {

  private static final double GIGA = 1e9;

  private StrategyPlanText() {}

  static List<String> lines(StrategyPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        plan.model()
            + " x"
            + plan.scale()
            + " with "
            + StrategyText.of(plan.strategies().stream().map(AttachedStrategy::strategy).toList()));
    lines.add("");
    lines.addAll(places(plan));
    lines.add("");
    lines.addAll(costs(plan));
    if (plan.widening() > 0) {
      lines.add("");
      lines.add("A pixel depends on " + plan.widening() + " more input pixels around it.");
    }
    return lines;
  }

  private static List<String> places(StrategyPlan plan) {
    TextTable table = new TextTable("STRATEGY", "PLACE", "CHANNELS", "SIZE", "", "WEIGHTS");
    for (AttachedStrategy attached : plan.strategies()) {
      for (Place place : attached.places()) {
        table.row(
            attached.strategy().id(),
            place.marker(),
            place.channels(),
            place.resolution(),
            place.changed() ? "changes it" : "reads it",
            place.weights().stream()
                .map(w -> w.substring(attached.strategy().id().length() + 1))
                .collect(Collectors.joining(", ")));
      }
    }
    return table.lines();
  }

  private static List<String> costs(StrategyPlan plan) {
    TextTable table = new TextTable("", "PARAMETERS", "FOLDED", "MULTI-ADDS");
    long host = plan.host().parameters();
    table.row(plan.model(), host, host, giga(plan.host().multiAdds()));
    for (AttachedStrategy attached : plan.strategies()) {
      table.row(
          attached.strategy().id(),
          "+" + attached.parameters(),
          "+" + attached.foldedParameters(),
          "+" + giga(attached.multiAdds()));
    }
    table.row("together", plan.parameters(), plan.foldedParameters(), giga(plan.multiAdds()));
    return table.lines();
  }

  /** Three decimals: what a strategy adds is small beside the network. */
  private static String giga(long multiAdds) {
    return String.format(Locale.ROOT, "%.3f G", multiAdds / GIGA);
  }
}
