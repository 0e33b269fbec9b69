package org.sr4j.models.strategy.cwss;

import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.api.strategy.Strategy;

/**
 * Channel-wise scaling (CWSS, ICASSP 2022, eq. (8)): each residual {@code y = x + H(x)} becomes
 * {@code y = x^ + H(x^)} of {@code x^ = alpha * x}, with a trained factor per channel.
 *
 * <p>Weights: {@code NAME.alpha [1,C,1,1]} for the residual {@code NAME}; residuals that a network
 * names alike, as a recursion does, share theirs. With shared alphas {@code cC.alpha} for all
 * residuals of C channels; that of the long skip is {@code long_skip.alpha}.
 *
 * <p>A network must mark a residual; else writing its graph throws a {@link
 * org.sr4j.api.error.GraphException}.
 */
public record Cwss(CwssOptions options) implements Strategy {

  @Override
  public Hooks open(GraphScope scope) {
    return new CwssHooks(scope, options);
  }
}
