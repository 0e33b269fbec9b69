package org.sr4j.models.strategy.plan;

import java.util.List;
import org.sr4j.models.network.NetworkSpec.StrategySpec;

/**
 * A strategy on a network.
 *
 * @param strategy with every option
 * @param places in the order in which the network passes them
 * @param parameters trained values that it adds
 * @param foldedParameters of these, what is left in inference, normalisations folded
 * @param multiAdds that it adds, counted as in {@link org.sr4j.models.complexity.Complexity}: those
 *     of convolutions
 * @param widening low-resolution pixels by which it enlarges the receptive radius
 */
public record AttachedStrategy(
    StrategySpec strategy,
    List<Place> places,
    long parameters,
    long foldedParameters,
    long multiAdds,
    int widening) {

  public AttachedStrategy {
    places = List.copyOf(places);
  }
}
