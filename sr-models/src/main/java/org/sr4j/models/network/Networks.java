package org.sr4j.models.network;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.model.Model;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.models.engine.nd4j.Nd4jRuntime;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.registry.OptionsBinder;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.weights.WeightsMetadata;

/** Builds networks from the registry's models and strategies. */
public final class Networks {

  private final Registry registry;

  @Inject
  public Networks(Registry registry) {
    this.registry = registry;
  }

  /** A network with initial weights; the caller closes it. */
  public Network create(NetworkSpec spec, long seed) {
    return create(spec, DataType.FLOAT, seed);
  }

  /**
   * @param dataType FLOAT, or DOUBLE for finite-difference checks
   * @throws UnknownIdException for an unknown model, strategy or scale
   * @throws OptionsException for options that the model or strategy does not know
   * @throws org.sr4j.api.error.EngineException if ND4J, on which networks are built, cannot run
   *     here
   */
  public Network create(NetworkSpec spec, DataType dataType, long seed) {
    Nd4jRuntime.require();
    ModelProvider<?> provider = registry.model(spec.model());
    Bound<?> bound = bind(provider, spec);
    checkScale(bound.model, spec.scale());
    List<BoundStrategy<?>> strategies = bind(spec.strategies());
    WeightsMetadata metadata =
        new WeightsMetadata(
            provider.id(),
            spec.scale(),
            OptionsBinder.toJson(bound.options),
            strategies.stream().map(BoundStrategy::spec).toList(),
            Optional.empty());
    NetworkIdentity identity =
        new NetworkIdentity(
            metadata,
            json -> completed(provider, json),
            strategy -> bind(registry.strategy(strategy.id()), strategy).spec());
    return new Network(bound.model, byId(strategies), identity, dataType, seed);
  }

  /**
   * Strategies by id, in their order.
   *
   * @throws UnknownIdException for an unknown strategy
   * @throws OptionsException for options that a strategy does not know, or one strategy twice
   */
  public Map<String, Strategy> strategies(List<StrategySpec> specs) {
    return byId(bind(specs));
  }

  /**
   * Strategies with every option.
   *
   * @throws UnknownIdException for an unknown strategy
   * @throws OptionsException for options that a strategy does not know, or one strategy twice
   */
  public List<StrategySpec> completed(List<StrategySpec> specs) {
    List<StrategySpec> all = new ArrayList<>();
    bind(specs).forEach(bound -> all.add(bound.spec()));
    return all;
  }

  private List<BoundStrategy<?>> bind(List<StrategySpec> specs) {
    List<BoundStrategy<?>> bound = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (StrategySpec spec : specs) {
      bound.add(bind(registry.strategy(spec.id()), spec));
      if (!ids.add(spec.id())) {
        throw new OptionsException(
            Problem.cannot("apply the strategies").got("\"" + spec.id() + "\" twice"));
      }
    }
    return bound;
  }

  private static Map<String, Strategy> byId(List<BoundStrategy<?>> bound) {
    Map<String, Strategy> strategies = new LinkedHashMap<>();
    bound.forEach(strategy -> strategies.put(strategy.id, strategy.strategy));
    return strategies;
  }

  private record BoundStrategy<O extends Record>(String id, Strategy strategy, O options) {

    /** With every option. */
    StrategySpec spec() {
      return new StrategySpec(id, OptionsBinder.toMap(options));
    }
  }

  private static <O extends Record> String completed(ModelProvider<O> provider, String json) {
    return OptionsBinder.toJson(
        OptionsBinder.fromJson(
            "model \"" + provider.id() + "\"", provider.optionsType(), provider.defaults(), json));
  }

  /** The model of a specification, without building anything. */
  public Model model(NetworkSpec spec) {
    return bind(registry.model(spec.model()), spec).model;
  }

  private record Bound<O extends Record>(Model model, O options) {}

  private static <O extends Record> Bound<O> bind(ModelProvider<O> provider, NetworkSpec spec) {
    O options =
        OptionsBinder.bind(
            "model \"" + provider.id() + "\"",
            provider.optionsType(),
            provider.defaults(),
            spec.options());
    return new Bound<>(provider.create(options), options);
  }

  private static <O extends Record> BoundStrategy<O> bind(
      StrategyProvider<O> provider, StrategySpec spec) {
    O options =
        OptionsBinder.bind(
            "strategy \"" + provider.id() + "\"",
            provider.optionsType(),
            provider.defaults(),
            spec.options());
    return new BoundStrategy<>(provider.id(), provider.create(options), options);
  }

  /**
   * @throws UnknownIdException if the model does not have the scale, listing those it has
   */
  public static void checkScale(Model model, int scale) {
    if (!model.descriptor().scales().contains(scale)) {
      throw new UnknownIdException(
          Problem.cannot("build the model")
              .at(model.descriptor().id())
              .got("scale " + scale)
              .expected("one of " + model.descriptor().scales()));
    }
  }
}
