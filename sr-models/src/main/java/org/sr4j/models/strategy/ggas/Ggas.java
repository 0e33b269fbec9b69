package org.sr4j.models.strategy.ggas;

import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.api.strategy.Strategy;

/**
 * Global-guided attention (GGAS, ICASSP 2022): one attention map of the shallow feature, {@code GA
 * = GAB(F0)} (eq. (2)), multiplies the output of every block, {@code F_i = H_i(F_{i-1}) * GA} (eq.
 * (3)).
 *
 * <p>Weights: those of a {@link org.sr4j.layers.attention.GlobalAttentionBlock} of as many channels
 * as the shallow feature has.
 *
 * <p>A network must mark its shallow feature and at least one block, and all blocks must have the
 * channels and resolution of the shallow feature; else writing its graph throws a {@link
 * org.sr4j.api.error.GraphException}.
 */
public record Ggas(GgasOptions options) implements Strategy {

  @Override
  public Hooks open(GraphScope scope) {
    return new GgasHooks(scope, options);
  }
}
