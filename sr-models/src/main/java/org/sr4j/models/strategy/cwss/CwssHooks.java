package org.sr4j.models.strategy.cwss;

import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.strategy.Hooks;

/** CWSS in one graph. */
final class CwssHooks implements Hooks {

  private final GraphScope scope;
  private final CwssOptions options;
  private boolean attached;
  private boolean hasLongSkip;

  CwssHooks(GraphScope scope, CwssOptions options) {
    this.scope = scope;
    this.options = options;
  }

  @Override
  public Feature onResidualInput(String name, Feature x) {
    return scaled(options.shared() ? "c" + x.channels() : name, x);
  }

  @Override
  public Feature onLongSkipInput(Feature x) {
    hasLongSkip = true;
    return options.longSkip() ? scaled("long_skip", x) : x;
  }

  private Feature scaled(String name, Feature x) {
    attached = true;
    return scope.apply(options.scaling(x.channels()), name, x);
  }

  @Override
  public void onEnd() {
    if (options.longSkip() && !hasLongSkip) {
      throw new GraphException(
          Problem.cannot("attach cwss")
              .at("longSkip")
              .got("a network that marks no long skip")
              .expected("longSkip = false"));
    }
    if (!attached) {
      throw new GraphException(
          Problem.cannot("attach cwss")
              .got("a network that marks no residuals")
              .expected("residual learning y = x + H(x), whose x is scaled")
              .advice("Use ggas, or a network with residuals; docs/strategies.md lists them."));
    }
  }
}
