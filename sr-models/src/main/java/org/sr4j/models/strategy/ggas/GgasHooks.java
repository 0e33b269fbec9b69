package org.sr4j.models.strategy.ggas;

import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Resolution;
import org.sr4j.api.strategy.Hooks;

/** GGAS in one graph: the map is written once, at the shallow feature. */
final class GgasHooks implements Hooks {

  private static final String FAILED = "attach ggas";

  private final GraphScope scope;
  private final GgasOptions options;
  private Feature map;
  private int blocks;

  GgasHooks(GraphScope scope, GgasOptions options) {
    this.scope = scope;
    this.options = options;
  }

  @Override
  public Feature onShallow(Feature f0) {
    if (map != null) {
      throw new GraphException(
          Problem.cannot(FAILED).got("a second shallow feature").expected("one, marked once"));
    }
    map = options.block(f0.channels()).define(scope, f0);
    return f0;
  }

  @Override
  public Feature onBlock(int index, Feature out) {
    if (map == null) {
      throw new GraphException(
          Problem.cannot(FAILED)
              .at("block " + index)
              .got("no shallow feature marked before it")
              .expected("scope.shallow(...) ahead of the blocks"));
    }
    if (out.channels() != map.channels() || !out.resolution().equals(map.resolution())) {
      throw new GraphException(
          Problem.cannot(FAILED)
              .at("block " + index)
              .got(describe(out))
              .expected(describe(map) + " as of the shallow feature")
              .advice(
                  "One attention map serves all blocks, so they must be alike;"
                      + " cwss takes residuals of any size."));
    }
    blocks++;
    return out.with(out.variable().mul(map.variable()));
  }

  private static String describe(Feature feature) {
    return feature.channels() + " channels at resolution " + feature.resolution();
  }

  @Override
  public void onEnd() {
    if (blocks == 0) {
      throw new GraphException(
          Problem.cannot(FAILED)
              .got(
                  map == null
                      ? "a network that marks neither a shallow feature nor blocks"
                      : "a network that marks no blocks")
              .expected("a shallow feature and blocks, whose outputs are multiplied")
              .advice("docs/strategies.md lists what each network marks."));
    }
  }

  @Override
  public int widening() {
    Resolution resolution = map.resolution();
    int radius = options.kernel() / 2;
    return (radius * resolution.denominator() + resolution.numerator() - 1)
        / resolution.numerator();
  }
}
