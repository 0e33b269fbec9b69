package org.sr4j.models.train.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sr4j.models.network.NetworkSpec;

/**
 * Which network.
 *
 * @param id of the model in the registry
 * @param options of the model by name; those not given keep the model's defaults
 * @param strategies in the order in which they act
 */
public record ModelConfig(String id, Map<String, Object> options, List<StrategyConfig> strategies) {

  /**
   * A strategy.
   *
   * @param id of the strategy in the registry
   * @param options by name; those not given keep their defaults
   */
  public record StrategyConfig(String id, Map<String, Object> options) {

    public StrategyConfig {
      Check.given("model.strategies.id", id);
      options = options == null ? Map.of() : new TreeMap<>(options);
    }
  }

  /** The model with its defaults. */
  public ModelConfig(String id) {
    this(id, null, null);
  }

  public ModelConfig {
    Check.given("model.id", id);
    options = options == null ? Map.of() : new TreeMap<>(options);
    strategies = strategies == null ? List.of() : List.copyOf(strategies);
  }

  /** The same model with these strategies instead. */
  public ModelConfig withStrategies(List<NetworkSpec.StrategySpec> others) {
    return new ModelConfig(
        id, options, others.stream().map(s -> new StrategyConfig(s.id(), s.options())).toList());
  }

  NetworkSpec networkSpec(int scale) {
    return new NetworkSpec(
        id,
        options,
        scale,
        strategies.stream().map(s -> new NetworkSpec.StrategySpec(s.id(), s.options())).toList());
  }
}
