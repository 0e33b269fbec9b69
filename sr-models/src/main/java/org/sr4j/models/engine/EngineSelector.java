package org.sr4j.models.engine;

import com.google.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.registry.Registry;

/** Picks the engine that an id, or {@code auto}, stands for. */
public final class EngineSelector {

  private static final Logger log = LoggerFactory.getLogger(EngineSelector.class);

  /** Engines whose absence has been told of, with the reason. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private final Registry registry;

  @Inject
  public EngineSelector(Registry registry) {
    this.registry = registry;
  }

  /**
   * An engine for whatever network.
   *
   * @param id of an engine, or {@code auto} for the available one of the highest priority
   * @throws org.sr4j.api.error.UnknownIdException for an unknown id, naming the nearest
   * @throws EngineException if the engine (for {@code auto}: every engine) cannot be used here
   */
  public Engine select(String id) {
    if (id.equals(ResolverOptions.AUTO)) {
      return best();
    }
    require(id);
    return registry.engine(id).create();
  }

  /**
   * Fails where {@link #select(String)} does, and chooses nothing.
   *
   * @throws org.sr4j.api.error.UnknownIdException for an unknown id, naming the nearest
   * @throws EngineException if the engine (for {@code auto}: every engine) cannot be used here
   */
  public void require(String id) {
    Map<String, String> absent = new LinkedHashMap<>();
    for (EngineProvider provider : candidates(id)) {
      Optional<String> reason = provider.unavailable();
      if (reason.isEmpty()) {
        return;
      }
      absent.put(provider.id(), reason.get());
    }
    throw id.equals(ResolverOptions.AUTO) ? noneAvailable(absent) : absent(id, absent.get(id));
  }

  /**
   * Opens a network on an engine; the caller closes the session.
   *
   * @param id of an engine, or {@code auto} for the best available one that runs the network: one
   *     that finds an operation which it cannot run is passed over
   * @throws org.sr4j.api.error.UnknownIdException for an unknown id, naming the nearest
   * @throws EngineException if the engine (for {@code auto}: every engine) cannot be used here, or
   *     does not run the network
   * @throws GraphException if the network holds what the engine (for {@code auto}: every engine)
   *     cannot run, naming it
   */
  public OpenNetwork open(String id, InferenceNetwork network) {
    if (id.equals(ResolverOptions.AUTO)) {
      return openBest(network);
    }
    EngineProvider provider = registry.engine(id);
    Optional<String> reason =
        provider.unavailable().isPresent() ? provider.unavailable() : provider.refuses(network);
    if (reason.isPresent()) {
      throw absent(id, reason.get() + others(provider, network));
    }
    Engine engine = provider.create();
    return new OpenNetwork(new EngineChoice(engine, Map.of()), engine.open(network));
  }

  /** Whether there is an engine for {@link #open}, as far as that is known beforehand. */
  public boolean canRun(String id, InferenceNetwork network) {
    return candidates(id).stream()
        .anyMatch(p -> p.refuses(network).isEmpty() && p.unavailable().isEmpty());
  }

  /** Engines that do run the network. */
  private String others(EngineProvider refused, InferenceNetwork network) {
    String ids =
        ranking().stream()
            .filter(p -> p != refused && p.refuses(network).isEmpty())
            .map(p -> p.unavailable().isEmpty() ? p.id() : p.id() + " (not available here)")
            .collect(Collectors.joining(", "));
    return refused.refuses(network).isEmpty() || ids.isEmpty()
        ? ""
        : " Engines that run it: " + ids + ".";
  }

  private List<EngineProvider> candidates(String id) {
    return id.equals(ResolverOptions.AUTO) ? ranking() : List.of(registry.engine(id));
  }

  private List<EngineProvider> ranking() {
    return registry.engines().stream()
        .sorted(
            Comparator.comparingInt(EngineProvider::priority)
                .reversed()
                .thenComparing(EngineProvider::id))
        .toList();
  }

  private Engine best() {
    Map<String, String> absent = new LinkedHashMap<>();
    for (EngineProvider provider : ranking()) {
      Optional<String> reason = provider.unavailable();
      if (reason.isEmpty()) {
        tell(provider, absent);
        warn(provider, absent);
        return provider.create();
      }
      absent.put(provider.id(), reason.get());
    }
    throw noneAvailable(absent);
  }

  private OpenNetwork openBest(InferenceNetwork network) {
    Map<String, String> passedOver = new LinkedHashMap<>();
    GraphException first = null;
    for (EngineProvider provider : ranking()) {
      Optional<String> reason = provider.refuses(network).or(provider::unavailable);
      if (reason.isEmpty()) {
        try {
          Engine engine = provider.create();
          Session session = engine.open(network);
          tell(provider, passedOver);
          if (ranking().get(0).refuses(network).isEmpty()) {
            warn(provider, passedOver);
          }
          return new OpenNetwork(new EngineChoice(engine, passedOver), session);
        } catch (GraphException e) {
          first = first == null ? e : first;
          reason = Optional.of(e.getMessage());
        }
      }
      passedOver.put(provider.id(), reason.get());
    }
    if (first != null) {
      throw first;
    }
    throw noneAvailable(passedOver);
  }

  private static void tell(EngineProvider taken, Map<String, String> passedOver) {
    log.debug("Engine {}", taken.id());
    passedOver.forEach((id, why) -> log.debug("Not the engine {}: {}", id, why));
  }

  /** Says once in a process what would make everything faster. */
  private static void warn(EngineProvider taken, Map<String, String> passedOver) {
    Optional<Map.Entry<String, String>> fastest = passedOver.entrySet().stream().findFirst();
    if (fastest.isPresent() && TOLD.add(fastest.get().toString())) {
      log.warn(
          "Engine {} instead of the faster {}: {}",
          taken.id(),
          fastest.get().getKey(),
          fastest.get().getValue());
    }
  }

  private static EngineException absent(String id, String reason) {
    return new EngineException(Problem.cannot("use the engine").at(id).advice(reason));
  }

  private static EngineException noneAvailable(Map<String, String> reasons) {
    String text =
        reasons.entrySet().stream()
            .map(e -> e.getKey() + ": " + e.getValue().replaceFirst("\\.$", ""))
            .collect(Collectors.joining("; "));
    return new EngineException(
        Problem.cannot("find an engine that works here").got(text.isEmpty() ? "none" : text));
  }
}
