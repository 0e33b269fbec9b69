package org.sr4j.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.sr4j.api.engine.Engine;

/** Networks on one engine, all measured in turn: what one costs more than the first. */
final class ComparisonBench {

  private final Engines engines;
  private final Rounds rounds;
  private final Consumer<String> progress;

  ComparisonBench(Engines engines, Rounds rounds, Consumer<String> progress) {
    this.engines = engines;
    this.rounds = rounds;
    this.progress = progress;
  }

  ComparisonReport run(List<Variant> variants, List<Integer> sizes) {
    Machine machine = Machine.here();
    List<ComparisonReport.Row> rows = new ArrayList<>();
    for (Engine engine : engines.available()) {
      for (int size : sizes) {
        progress.accept("all on " + engine.id() + " at " + size + " x " + size);
        rows.addAll(rows(variants, engine, size));
      }
    }
    return new ComparisonReport(machine, rounds, rows);
  }

  private List<ComparisonReport.Row> rows(List<Variant> variants, Engine engine, int size) {
    List<NetworkChoice.Opened> networks = new ArrayList<>();
    List<InferenceRun> runs = new ArrayList<>();
    try {
      for (Variant variant : variants) {
        networks.add(variant.network().open());
        runs.add(new InferenceRun(engine, networks.get(networks.size() - 1).network(), size));
      }
      List<Timings> timings = new RoundRobin(rounds).measure(runs);
      List<ComparisonReport.Row> rows = new ArrayList<>();
      Long baseline = parameters(networks.get(0));
      for (int i = 0; i < variants.size(); i++) {
        Long parameters = parameters(networks.get(i));
        Timings own = timings.get(i);
        rows.add(
            new ComparisonReport.Row(
                variants.get(i).network().label(),
                runs.get(i).engine(),
                size,
                parameters,
                parameters == null || baseline == null ? null : parameters - baseline,
                own.median(),
                own.quantile(0.1),
                own.quantile(0.9),
                own.medianRatioTo(timings.get(0)) - 1,
                variants.get(i).published()));
      }
      return rows;
    } finally {
      runs.forEach(InferenceRun::close);
      networks.forEach(NetworkChoice.Opened::close);
    }
  }

  private static Long parameters(NetworkChoice.Opened network) {
    OptionalLong known = network.parameters();
    return known.isPresent() ? known.getAsLong() : null;
  }
}
