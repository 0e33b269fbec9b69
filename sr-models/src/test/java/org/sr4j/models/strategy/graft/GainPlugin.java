package org.sr4j.models.strategy.graft;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.models.strategy.BuiltInStrategy;

/** Somebody's strategy: {@code gain} multiplies shallow feature and blocks by one number. */
public final class GainPlugin implements SrPlugin {

  /** Options of the strategy. */
  public record Gain(double initial) {}

  @Override
  public String id() {
    return "gain-plugin";
  }

  @Override
  public List<StrategyProvider<?>> strategies() {
    return List.of(
        new BuiltInStrategy<>(
            "gain", Gain.class, new Gain(1), options -> scope -> hooks(scope, options.initial())));
  }

  private static Hooks hooks(GraphScope scope, double initial) {
    ParameterSpec one = ParameterSpec.plain(Init.constant(initial), 1, 1, 1, 1);
    SDVariable gain = scope.weight("factor", one);
    return new Hooks() {
      @Override
      public Feature onShallow(Feature f0) {
        return f0.with(f0.variable().mul(gain));
      }

      @Override
      public Feature onBlock(int index, Feature out) {
        return out.with(out.variable().mul(gain));
      }
    };
  }
}
