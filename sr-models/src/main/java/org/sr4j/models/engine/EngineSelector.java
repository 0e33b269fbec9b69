package org.sr4j.models.engine;

import com.google.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
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
   * An engine for whatever network.
   *
   * @param id of an engine, or {@code auto} for the available one of the highest priority
   * @throws org.sr4j.api.error.UnknownIdException for an unknown id, naming the nearest
   * @throws EngineException if the engine (for {@code auto}: every engine) cannot be used here
   */
  public Engine select(String id) {
    return id.equals(ResolverOptions.AUTO)
        ? best(provider -> Optional.empty()).engine()
        : available(registry.engine(id));
  }

  /**
   * An engine for a network, and why none of higher priority was taken.
   *
   * @param id of an engine, or {@code auto} for the best available one that runs the network
   * @throws org.sr4j.api.error.UnknownIdException for an unknown id, naming the nearest
   * @throws EngineException if the engine (for {@code auto}: every engine) cannot be used here, or
   *     does not run the network
   */
  public EngineChoice select(String id, InferenceNetwork network) {
    if (id.equals(ResolverOptions.AUTO)) {
      return best(provider -> provider.refuses(network));
    }
    EngineProvider provider = registry.engine(id);
    Optional<String> reason =
        provider.unavailable().isPresent() ? provider.unavailable() : provider.refuses(network);
    if (reason.isPresent()) {
      throw new EngineException(
          Problem.cannot("use the engine").at(id).advice(reason.get() + others(provider, network)));
    }
    return new EngineChoice(provider.create(), Map.of());
  }

  /** Whether {@link #select(String, InferenceNetwork)} finds an engine. */
  public boolean canRun(String id, InferenceNetwork network) {
    return (id.equals(ResolverOptions.AUTO) ? ranking() : List.of(registry.engine(id)))
        .stream().anyMatch(p -> p.refuses(network).isEmpty() && p.unavailable().isEmpty());
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

  private List<EngineProvider> ranking() {
    return registry.engines().stream()
        .sorted(
            Comparator.comparingInt(EngineProvider::priority)
                .reversed()
                .thenComparing(EngineProvider::id))
        .toList();
  }

  private EngineChoice best(Function<EngineProvider, Optional<String>> refusal) {
    Map<String, String> passedOver = new LinkedHashMap<>();
    List<EngineProvider> ranking = ranking();
    for (EngineProvider provider : ranking) {
      Optional<String> reason = refusal.apply(provider).or(provider::unavailable);
      if (reason.isEmpty()) {
        if (ranking.get(0).unavailable().isPresent()) {
          tellOnce(ranking.get(0), provider);
        }
        log.debug("Engine {}", provider.id());
        passedOver.forEach((id, why) -> log.debug("Not the engine {}: {}", id, why));
        return new EngineChoice(provider.create(), passedOver);
      }
      passedOver.put(provider.id(), reason.get());
    }
    throw noneAvailable(passedOver);
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

  private static EngineException noneAvailable(Map<String, String> reasons) {
    String text =
        reasons.entrySet().stream()
            .map(e -> e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining("; "));
    return new EngineException(
        Problem.cannot("find an engine that works here").got(text.isEmpty() ? "none" : text));
  }
}
