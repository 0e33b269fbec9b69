package org.sr4j.models.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * Which network to build: everything but its weights.
 *
 * @param model id of the model
 * @param options of the model; what is not given keeps its default
 * @param scale factor
 * @param strategies in the order in which they act
 */
public record NetworkSpec(
    String model, Map<String, Object> options, int scale, List<StrategySpec> strategies) {

  /**
   * A strategy and its options.
   *
   * @param id of the strategy
   * @param options what is not given keeps its default
   */
  public record StrategySpec(String id, Map<String, Object> options) {
    public StrategySpec {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** With its defaults. */
    public StrategySpec(String id) {
      this(id, Map.of());
    }
  }

  public NetworkSpec {
    if (scale < 1) {
      throw new OptionsException(
          Problem.cannot("build the network")
              .at(model)
              .got("scale " + scale)
              .expected("1 or more"));
    }
    options = new LinkedHashMap<>(options);
    strategies = List.copyOf(strategies);
  }

  public NetworkSpec(String model, int scale) {
    this(model, Map.of(), scale, List.of());
  }

  public NetworkSpec withOptions(Map<String, Object> other) {
    return new NetworkSpec(model, other, scale, strategies);
  }

  /** One more strategy, with its defaults, after those that there are. */
  public NetworkSpec withStrategy(String id) {
    return withStrategy(id, Map.of());
  }

  /** One more strategy after those that there are. */
  public NetworkSpec withStrategy(String id, Map<String, Object> strategyOptions) {
    List<StrategySpec> more = new ArrayList<>(strategies);
    more.add(new StrategySpec(id, strategyOptions));
    return withStrategies(more);
  }

  /** These strategies instead of those that there are. */
  public NetworkSpec withStrategies(List<StrategySpec> others) {
    return new NetworkSpec(model, options, scale, others);
  }
}
