package org.sr4j.models.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.NetworkSpec.StrategySpec;

/**
 * What somebody knows already of weights whose network is sought.
 *
 * @param model id of the model, if known
 * @param scale factor, if known
 * @param strategies that the network shall have; none: those of the weights
 */
public record ModelHint(Optional<String> model, OptionalInt scale, List<StrategySpec> strategies) {

  public ModelHint {
    strategies = List.copyOf(strategies);
  }

  public ModelHint(Optional<String> model, OptionalInt scale) {
    this(model, scale, List.of());
  }

  /** The same with strategies that the network shall have; none: those of the weights. */
  public ModelHint withStrategies(List<StrategySpec> wanted) {
    return new ModelHint(model, scale, wanted);
  }

  /**
   * The strategies of a network whose weights have some: those wanted, with the options of the
   * weights where no others are wanted.
   */
  List<StrategySpec> strategiesOver(List<StrategySpec> ofWeights) {
    return strategies.isEmpty()
        ? ofWeights
        : strategies.stream().map(wanted -> completed(wanted, ofWeights)).toList();
  }

  private static StrategySpec completed(StrategySpec wanted, List<StrategySpec> ofWeights) {
    Map<String, Object> options = new LinkedHashMap<>();
    ofWeights.stream()
        .filter(s -> s.id().equals(wanted.id()))
        .forEach(s -> options.putAll(s.options()));
    options.putAll(wanted.options());
    return new StrategySpec(wanted.id(), options);
  }

  /** Whether a tensor of this name is of a strategy that is wanted. */
  boolean isOfStrategy(String tensor) {
    return strategies.stream().anyMatch(s -> tensor.startsWith(s.id() + "."));
  }

  /** Nothing is known. */
  public static ModelHint none() {
    return new ModelHint(Optional.empty(), OptionalInt.empty());
  }

  boolean allows(NetworkSpec spec) {
    return model.map(spec.model()::equals).orElse(true)
        && (scale.isEmpty() || scale.getAsInt() == spec.scale());
  }

  @Override
  public String toString() {
    String factor = scale.isEmpty() ? "" : "x" + scale.getAsInt();
    return model.map(id -> (id + " " + factor).strip()).orElse(factor);
  }
}
