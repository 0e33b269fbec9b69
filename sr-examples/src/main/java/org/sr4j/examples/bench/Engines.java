package org.sr4j.examples.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.models.engine.EngineSelector;
import org.sr4j.models.registry.Registry;

/**
 * The engines to measure.
 *
 * @param available in the order of the report
 * @param skipped those that cannot be used here, if nobody asked for them by name
 */
record Engines(List<Engine> available, List<Skipped> skipped) {

  /**
   * @param ids in the order wanted; empty for every engine, the one that {@code auto} takes first
   * @throws org.sr4j.api.error.UnknownIdException for an unknown id, naming the nearest
   * @throws org.sr4j.api.error.EngineException if one that was asked for cannot be used here
   */
  static Engines of(Registry registry, List<String> ids) {
    if (!ids.isEmpty()) {
      EngineSelector selector = new EngineSelector(registry);
      return new Engines(ids.stream().distinct().map(selector::select).toList(), List.of());
    }
    List<Engine> available = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    registry.engines().stream()
        .sorted(Comparator.comparingInt(EngineProvider::priority).reversed())
        .forEach(
            provider -> {
              Optional<String> reason = provider.unavailable();
              if (reason.isPresent()) {
                skipped.add(new Skipped(null, provider.id(), null, reason.get()));
              } else {
                available.add(provider.create());
              }
            });
    return new Engines(available, skipped);
  }
}
