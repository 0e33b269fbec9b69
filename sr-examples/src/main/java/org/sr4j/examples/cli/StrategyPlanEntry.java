package org.sr4j.examples.cli;

import java.util.List;
import org.sr4j.models.complexity.Complexity;
import org.sr4j.models.strategy.plan.AttachedStrategy;
import org.sr4j.models.strategy.plan.StrategyPlan;

/**
 * A plan with its sums, as JSON shows it.
 *
 * @param host cost of the network alone
 * @param parameters trained values of network and strategies
 * @param foldedParameters the same with the strategies' normalisations folded
 * @param widening input pixels that strategies add to the receptive radius
 */
record StrategyPlanEntry(
    String model,
    int scale,
    Complexity host,
    List<AttachedStrategy> strategies,
    long parameters,
    long foldedParameters,
    long multiAdds,
    int widening) {

  static StrategyPlanEntry of(StrategyPlan plan) {
    return new StrategyPlanEntry(
        plan.model(),
        plan.scale(),
        plan.host(),
        plan.strategies(),
        plan.parameters(),
        plan.foldedParameters(),
        plan.multiAdds(),
        plan.widening());
  }
}
