package org.sr4j.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sr4j.api.engine.Engine;
import org.sr4j.models.SuperResolution;

/**
 * Table 1 of the paper of GGAS and CWSS on this machine: what attentions add to the inference time
 * of the shallow EDSR.
 */
final class AttentionBench {

  private final SuperResolution library;
  private final Engines engines;
  private final Rounds rounds;
  private final Consumer<String> progress;

  AttentionBench(
      SuperResolution library, Engines engines, Rounds rounds, Consumer<String> progress) {
    this.library = library;
    this.engines = engines;
    this.rounds = rounds;
    this.progress = progress;
  }

  AttentionReport run(List<Integer> sizes) {
    Machine machine = Machine.here();
    List<AttentionReport.Row> rows = new ArrayList<>();
    for (Engine engine : engines.available()) {
      for (int size : sizes) {
        progress.accept("attentions on " + engine.id() + " at " + size + " x " + size);
        rows.addAll(rows(engine, size));
      }
    }
    return new AttentionReport(machine, rounds, rows);
  }

  private List<AttentionReport.Row> rows(Engine engine, int size) {
    List<AttentionVariant> variants = AttentionVariant.all();
    List<NetworkChoice.Opened> networks = new ArrayList<>();
    List<InferenceRun> runs = new ArrayList<>();
    try {
      for (AttentionVariant variant : variants) {
        networks.add(new RegistryNetwork(library, variant.label(), variant.network()).open());
        runs.add(new InferenceRun(engine, networks.get(networks.size() - 1).network(), size));
      }
      List<Timings> timings = new RoundRobin(rounds).measure(runs);
      List<AttentionReport.Row> rows = new ArrayList<>();
      long baseline = networks.get(0).parameters().orElseThrow();
      for (int i = 0; i < variants.size(); i++) {
        long parameters = networks.get(i).parameters().orElseThrow();
        Timings own = timings.get(i);
        rows.add(
            new AttentionReport.Row(
                variants.get(i).label(),
                runs.get(i).engine(),
                size,
                parameters,
                parameters - baseline,
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
}
