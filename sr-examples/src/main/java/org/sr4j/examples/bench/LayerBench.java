package org.sr4j.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.sr4j.api.engine.Engine;
import org.sr4j.models.engine.vector.VectorOptions;
import org.sr4j.models.engine.vector.VectorProfile;
import org.sr4j.models.engine.vector.VectorProfile.StepTime;

/** Times the steps of networks on engine vector. */
final class LayerBench {

  /** The engine that knows the times of its steps. */
  static final String ENGINE = "vector";

  private final Engine engine;
  private final Rounds rounds;
  private final Consumer<String> progress;

  /**
   * @param engine the engine {@value #ENGINE}
   */
  LayerBench(Engine engine, Rounds rounds, Consumer<String> progress) {
    this.engine = engine;
    this.rounds = rounds;
    this.progress = progress;
  }

  LayerReport run(List<? extends NetworkChoice> networks, List<Integer> sizes) {
    Machine machine = Machine.here();
    List<LayerReport.Row> rows = new ArrayList<>();
    for (NetworkChoice choice : networks) {
      try (NetworkChoice.Opened opened = choice.open()) {
        for (int size : sizes) {
          progress.accept("layers of " + choice.label() + " at " + size + " x " + size);
          rows.addAll(rows(choice.label(), opened, size));
        }
      }
    }
    return new LayerReport(machine, rows);
  }

  private List<LayerReport.Row> rows(String label, NetworkChoice.Opened opened, int size) {
    VectorProfile profile;
    OptionalDouble peak;
    try (InferenceRun run = new InferenceRun(engine, opened.network(), size)) {
      int warmUp = new RoundRobin(rounds).warmUp(run);
      peak = PeakRate.gflopPerS();
      profile =
          VectorProfile.of(
              opened.network(), VectorOptions.defaults(), run.inputs(), warmUp, rounds.measured());
    }
    List<LayerReport.Row> rows = new ArrayList<>();
    for (StepTime step : profile.steps()) {
      double seconds = step.milliseconds() * 1e-3;
      double rate = 2 * step.multiplyAdds() * 1e-9 / seconds;
      rows.add(
          new LayerReport.Row(
              label,
              size,
              step.name(),
              step.kind(),
              step.milliseconds(),
              step.milliseconds() / profile.milliseconds(),
              rate,
              peak.isPresent() ? rate / peak.getAsDouble() : null,
              step.bytes() * 1e-9 / seconds));
    }
    return rows;
  }
}
