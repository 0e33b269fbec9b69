package org.sr4j.models.strategy.plan;

import java.util.List;

/**
 * A place of a network that a strategy changes or has weights for.
 *
 * @param marker {@code shallow}, {@code block 3}, {@code residual body.3} or {@code long skip}
 * @param channels of the feature there
 * @param resolution of the feature relative to the low-resolution input: {@code 1/1}
 * @param changed whether the strategy changes the feature, rather than only reads it
 * @param weights that the strategy asks for there for the first time, with shapes as in files:
 *     {@code body.3.alpha [1, 64, 1, 1]}
 */
public record Place(
    String marker, int channels, String resolution, boolean changed, List<String> weights) {

  public Place {
    weights = List.copyOf(weights);
  }
}
