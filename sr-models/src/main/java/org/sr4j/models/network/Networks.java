package org.sr4j.models.network;

import com.google.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.model.Model;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.models.engine.nd4j.Nd4jRuntime;
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
    Map<String, Strategy> strategies = new LinkedHashMap<>();
    for (NetworkSpec.StrategySpec strategy : spec.strategies()) {
      Strategy made = strategy(registry.strategy(strategy.id()), strategy);
      if (strategies.put(strategy.id(), made) != null) {
        throw new OptionsException(
            Problem.cannot("apply the strategies").got("\"" + strategy.id() + "\" twice"));
      }
    }
    Map<String, String> metadata =
        new WeightsMetadata(
                provider.id(), spec.scale(), OptionsBinder.toJson(bound.options), Optional.empty())
            .toMap();
    return new Network(
        bound.model,
        spec.scale(),
        strategies,
        metadata,
        dataType,
        seed,
        json -> completed(provider, json));
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

  private static <O extends Record> Strategy strategy(
      StrategyProvider<O> provider, NetworkSpec.StrategySpec spec) {
    return provider.create(
        OptionsBinder.bind(
            "strategy \"" + provider.id() + "\"",
            provider.optionsType(),
            provider.defaults(),
            spec.options()));
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
