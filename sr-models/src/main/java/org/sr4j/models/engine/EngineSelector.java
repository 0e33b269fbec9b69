package org.sr4j.models.engine;

import com.google.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.registry.Registry;

/** Picks the engine that an id, or {@code auto}, stands for. */
public final class EngineSelector {

  private static final Logger log = LoggerFactory.getLogger(EngineSelector.class);

  /** Engines whose absence has been told of. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

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
    List<EngineProvider> ranking =
        registry.engines().stream()
            .sorted(
                Comparator.comparingInt(EngineProvider::priority)
                    .reversed()
                    .thenComparing(EngineProvider::id))
            .toList();
    Optional<EngineProvider> best =
        ranking.stream().filter(provider -> provider.unavailable().isEmpty()).findFirst();
    if (best.isPresent() && best.get() != ranking.get(0)) {
      tellOnce(ranking.get(0), best.get());
    }
    return best.orElseThrow(this::noneAvailable).create();
  }

  /** Says once in a process what would make everything faster. */
  private static void tellOnce(EngineProvider first, EngineProvider taken) {
    if (TOLD.add(first.id())) {
      log.warn(
          "Engine {} instead of the faster {}: {}",
          taken.id(),
          first.id(),
          first.unavailable().orElse("available by now"));
    }
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
