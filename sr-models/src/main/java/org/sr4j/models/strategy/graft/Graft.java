package org.sr4j.models.strategy.graft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.autodiff.samediff.SameDiff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.strategy.graft.dl4j.Dl4jHost;
import org.sr4j.models.strategy.graft.samediff.SameDiffHost;

/**
 * Puts strategies onto a user's own network.
 *
 * <pre>{@code
 * ComputationGraph grafted = Graft.on(graph).strategy("ggas").strategy("cwss").apply();
 * }</pre>
 *
 * <p>The shallow feature, the repeated blocks and the residual additions are found by structure, or
 * named. {@link #plan()} says what would be changed and what cannot be, and why; {@link #apply()}
 * changes a copy. Strategies begin as the identity ({@code init = identity}) unless told otherwise,
 * so that the copy gives exactly the network's own output.
 *
 * <p>The network must have one input of pictures {@code [N,C,H,W]}.
 *
 * @param <G> {@code ComputationGraph} or {@code SameDiff}
 */
public final class Graft<G> {

  private static final Logger LOG = LoggerFactory.getLogger(Graft.class);

  private static final String INIT = "init";
  private static final String IDENTITY = "identity";

  private final Function<Probe, Host<G>> opening;
  private final Map<String, ChosenStrategy> strategies = new LinkedHashMap<>();
  private Registry registry;
  private GivenNames names = GivenNames.none();
  private Probe probe = Probe.unknown();

  private Graft(Function<Probe, Host<G>> opening) {
    this.opening = opening;
  }

  /** Of an initialised network, which is not changed. */
  public static Graft<ComputationGraph> on(ComputationGraph graph) {
    Objects.requireNonNull(graph, "graph");
    return new Graft<>(probe -> new Dl4jHost(graph, probe));
  }

  /**
   * Of a SameDiff graph, which is not changed. It may hold a loss and labels besides the network;
   * its training configuration and updater state are kept. It must be one that SameDiff can save
   * and load, since that is how it is copied.
   */
  public static Graft<SameDiff> on(SameDiff graph) {
    Objects.requireNonNull(graph, "graph");
    return new Graft<>(probe -> new SameDiffHost(graph, probe));
  }

  /** Takes strategies from there instead of from the plugins on the class path. */
  public Graft<G> registry(Registry value) {
    registry = value;
    return this;
  }

  /** Adds a strategy, with its defaults but {@code init = identity}. */
  public Graft<G> strategy(String id) {
    return strategy(id, Map.of());
  }

  /**
   * Adds a strategy.
   *
   * @param options by name; what is not given keeps its default, {@code init} being identity
   * @throws org.sr4j.api.error.UnknownIdException for an unknown strategy
   * @throws OptionsException for options that the strategy does not know, or a strategy given twice
   */
  public Graft<G> strategy(String id, Map<String, ?> options) {
    if (registry == null) {
      registry = Registry.load();
    }
    ChosenStrategy chosen = choose(registry.strategy(id), options);
    if (strategies.put(id, chosen) != null) {
      throw new OptionsException(
          Problem.cannot("apply the strategies").got("\"" + id + "\" twice"));
    }
    return this;
  }

  private static <O extends Record> ChosenStrategy choose(
      StrategyProvider<O> provider, Map<String, ?> given) {
    Map<String, Object> options = new LinkedHashMap<>(given);
    boolean hasInit =
        Arrays.stream(provider.optionsType().getRecordComponents())
            .anyMatch(component -> component.getName().equals(INIT));
    if (hasInit) {
      options.putIfAbsent(INIT, IDENTITY);
    }
    O bound =
        OptionsBinder.bind(
            "strategy \"" + provider.id() + "\"",
            provider.optionsType(),
            provider.defaults(),
            options);
    return new ChosenStrategy(provider.id(), bound, provider.create(bound));
  }

  /** Names the shallow feature: a layer, vertex or variable. */
  public Graft<G> shallow(String name) {
    names = names.withShallow(name);
    return this;
  }

  /** Names the outputs of the blocks, instead of looking for repeated ones. */
  public Graft<G> blocks(String... outputs) {
    names = names.withBlocks(List.of(outputs));
    return this;
  }

  /** Names the additions of the residuals, instead of taking all; a long skip may be one. */
  public Graft<G> residuals(String... additions) {
    names = names.withResiduals(List.of(additions));
    return this;
  }

  /**
   * Says what pictures the network takes, if it does not take any size. Shapes of features are
   * compared for a picture of this size; 32x32 if it is not given.
   */
  public Graft<G> picture(int channels, int height, int width) {
    probe = probe.withPicture(channels, height, width);
    return this;
  }

  /**
   * Names the placeholder of a SameDiff graph that takes the picture, if convolutions are computed
   * from others besides.
   */
  public Graft<G> input(String name) {
    probe = probe.withInput(name);
    return this;
  }

  /**
   * A dry run: what {@link #apply()} would change, and what it cannot, and why.
   *
   * @throws GraphException if the network is none that can be grafted onto, or has been before, or
   *     has no node of a given name
   */
  public GraftPlan plan() {
    try (Host<G> host = opening.apply(probe)) {
      return plan(host, places(host));
    }
  }

  /**
   * A copy of the network with the strategies.
   *
   * @throws GraphException as {@link #plan}, and if a strategy finds no place or, acting on blocks,
   *     not all of them
   */
  public G apply() {
    try (Host<G> host = opening.apply(probe)) {
      Places places = places(host);
      GraftPlan plan = plan(host, places);
      plan.strategies().forEach(PlanCheck::check);
      LOG.info("{}", plan);
      return host.graft(List.copyOf(strategies.values()), steps(places, plan));
    }
  }

  private Places places(Host<G> host) {
    if (strategies.isEmpty()) {
      throw new OptionsException(
          Problem.cannot("graft onto the network")
              .got("no strategy")
              .expected("one, as by .strategy(\"ggas\")"));
    }
    Set<String> before = host.grafted(List.copyOf(strategies.keySet()));
    if (!before.isEmpty()) {
      throw new GraphException(
          Problem.cannot("graft onto the network")
              .got("a network that has " + String.join(", ", before) + " already")
              .expected("the network as it was before")
              .advice("Graft all strategies onto it in one call."));
    }
    return new PlaceFinder(host.structure(), names).find();
  }

  private GraftPlan plan(Host<G> host, Places places) {
    return new GraftPlan(
        host.picture().height() + "x" + host.picture().width(),
        strategies.values().stream()
            .map(chosen -> Trial.run(chosen, places, host.picture()))
            .toList());
  }

  private List<Step> steps(Places places, GraftPlan plan) {
    List<Step> steps = new ArrayList<>();
    int block = 0;
    for (Place place : places.inOrder()) {
      List<ChosenStrategy> acting =
          strategies.values().stream()
              .filter(
                  chosen ->
                      place.role() == Place.Role.SHALLOW
                          || plan.of(chosen.id()).attached().contains(place))
              .toList();
      if (!acting.isEmpty()) {
        steps.add(new Step(place, block, acting));
      }
      block += place.role() == Place.Role.BLOCK ? 1 : 0;
    }
    return steps;
  }
}
