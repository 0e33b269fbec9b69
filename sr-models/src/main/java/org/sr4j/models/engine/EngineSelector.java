package org.sr4j.models.engine;

import com.google.inject.Inject;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.registry.Registry;

/** Picks the engine that an id, or {@code auto}, stands for. */
public final class EngineSelector {

  private final Registry registry;

  @Inject
  public EngineSelector(Registry registry) {
    this.registry = registry;
  }

  /**
   * @param id of an engine, or {@code auto} for the available one of the highest priority
   * @throws org.sr4j.api.error.UnknownIdException for an unknown id, naming the nearest
   * @throws EngineException if the engine (for {@code auto}: every engine) cannot be used here
   */
  public Engine select(String id) {
    return id.equals(ResolverOptions.AUTO) ? best() : available(registry.engine(id));
  }

  private Engine best() {
    return registry.engines().stream()
        .sorted(
            Comparator.comparingInt(EngineProvider::priority)
                .reversed()
                .thenComparing(EngineProvider::id))
        .filter(provider -> provider.unavailable().isEmpty())
        .findFirst()
        .orElseThrow(this::noneAvailable)
        .create();
  }

  private static Engine available(EngineProvider provider) {
    Optional<String> reason = provider.unavailable();
    if (reason.isPresent()) {
      throw new EngineException(
          Problem.cannot("use the engine").at(provider.id()).advice(reason.get()));
    }
    return provider.create();
  }

  private EngineException noneAvailable() {
    String reasons =
        registry.engines().stream()
            .map(provider -> provider.id() + ": " + provider.unavailable().orElse("available"))
            .collect(Collectors.joining("; "));
    return new EngineException(
        Problem.cannot("find an engine that works here").got(reasons.isEmpty() ? "none" : reasons));
  }
}
