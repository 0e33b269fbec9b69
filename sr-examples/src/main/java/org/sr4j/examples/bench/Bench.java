package org.sr4j.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.error.SrException;
import org.sr4j.api.weights.Tensor;

/**
 * Networks by engines by sizes. The engines of one network and size are measured in turn, so their
 * ratios hold on a busy machine too; times of different networks are of different minutes.
 */
final class Bench {

  private final List<Engine> engines;
  private final RoundRobin roundRobin;
  private final Rounds rounds;
  private final boolean fresh;
  private final Consumer<String> progress;
  private final List<BenchRow> rows = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  /**
   * @param fresh whether each row also starts a virtual machine, for first times and memory
   * @param progress gets a line before each network and size
   */
  Bench(Engines engines, Rounds rounds, boolean fresh, Consumer<String> progress) {
    this.engines = engines.available();
    this.skipped.addAll(engines.skipped());
    this.rounds = rounds;
    this.roundRobin = new RoundRobin(rounds);
    this.fresh = fresh;
    this.progress = progress;
  }

  BenchReport run(List<? extends NetworkChoice> networks, List<Integer> sizes) {
    Machine machine = Machine.here();
    for (NetworkChoice choice : networks) {
      try (NetworkChoice.Opened opened = choice.open()) {
        for (int size : sizes) {
          progress.accept(choice.label() + " at " + size + " x " + size);
          measure(choice, opened, size);
        }
      }
    }
    return new BenchReport(machine, rounds, List.copyOf(rows), List.copyOf(skipped));
  }

  private void measure(NetworkChoice choice, NetworkChoice.Opened opened, int size) {
    List<InferenceRun> runs = new ArrayList<>();
    try {
      for (Engine engine : engines) {
        try {
          runs.add(started(engine, opened, size));
        } catch (SrException e) {
          skipped.add(new Skipped(choice.label(), engine.id(), size, e.getMessage()));
        }
      }
      OptionalDouble peak = PeakRate.gflopPerS();
      List<Timings> timings = roundRobin.measure(runs);
      for (int i = 0; i < runs.size(); i++) {
        rows.add(row(choice, opened, size, peak, runs, timings, i));
      }
    } finally {
      runs.forEach(InferenceRun::close);
    }
  }

  /** Has run once: what an engine cannot do may show only then. */
  private static InferenceRun started(Engine engine, NetworkChoice.Opened opened, int size) {
    InferenceRun run = new InferenceRun(engine, opened.network(), size);
    try {
      run.run();
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private BenchRow row(
      NetworkChoice choice,
      NetworkChoice.Opened opened,
      int size,
      OptionalDouble peak,
      List<InferenceRun> runs,
      List<Timings> timings,
      int i) {
    InferenceRun run = runs.get(i);
    Timings own = timings.get(i);
    double seconds = own.median() * 1e-3;
    int scale = opened.network().scale();
    double pixels = (double) size * size * scale * scale;
    Double rate = boxed(opened.multiAdds(size));
    rate = rate == null ? null : 2 * rate * 1e-9 / seconds;
    OptionalLong parameters = opened.parameters();
    FreshRun first = fresh ? first(choice, run.engine(), size) : null;
    return new BenchRow(
        choice.label(),
        scale,
        run.engine(),
        size,
        parameters.isPresent() ? parameters.getAsLong() : null,
        own.median(),
        own.quantile(0.1),
        own.quantile(0.9),
        pixels * 1e-6 / seconds,
        rate,
        boxed(peak),
        rate == null || peak.isEmpty() ? null : rate / peak.getAsDouble(),
        own.medianRatioTo(timings.get(0)),
        difference(run.result(), runs.get(0).result(), opened.network().descriptor().range().max()),
        first == null ? null : first.openMs(),
        first == null ? null : first.firstMs(),
        first == null || first.peakResident() == null ? null : first.peakResident() * 1e-6);
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private FreshRun first(NetworkChoice choice, String engine, int size) {
    try {
      return FreshJvm.run(choice, engine, size);
    } catch (SrException e) {
      skipped.add(new Skipped(choice.label(), engine, size, e.getMessage()));
      return null;
    }
  }

  private static double difference(Tensor one, Tensor other, float range) {
    float[] a = one.data();
    float[] b = other.data();
    float largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest / range;
  }
}
