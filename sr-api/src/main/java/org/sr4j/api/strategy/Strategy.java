package org.sr4j.api.strategy;

import org.sr4j.api.graph.GraphScope;

/** A change to networks that acts at their markers. Stateless: one {@link Hooks} per graph. */
@FunctionalInterface
public interface Strategy {

  /**
   * @param scope where the strategy's own weights are named
   */
  Hooks open(GraphScope scope);
}
