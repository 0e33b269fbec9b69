package org.sr4j.examples.plugin;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.layers.shape.Broadcast;

/** A strategy: multiplies the output of every block by one trained number. */
final class BlockGain implements Strategy {

  /**
   * @param initial gain at first (1, which changes nothing)
   */
  record Options(double initial) {}

  private final Options options;

  private BlockGain(Options options) {
    this.options = options;
  }

  @Override
  public Hooks open(GraphScope scope) {
    return new Hooks() {
      @Override
      public Feature onBlock(int index, Feature out) {
        ParameterSpec one = ParameterSpec.plain(Init.constant(options.initial()), 1, 1, 1, 1);
        SDVariable gain = scope.weight("gain." + index, one);
        return out.with(Broadcast.multiply(scope, out.variable(), gain));
      }
    };
  }

  /** Offers the strategy as {@code block-gain}. */
  static final class Provider implements StrategyProvider<Options> {

    @Override
    public String id() {
      return "block-gain";
    }

    @Override
    public Class<Options> optionsType() {
      return Options.class;
    }

    @Override
    public Options defaults() {
      return new Options(1);
    }

    @Override
    public Strategy create(Options options) {
      return new BlockGain(options);
    }
  }
}
