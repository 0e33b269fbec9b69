package org.sr4j.models.strategy;

import java.util.function.Function;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.api.strategy.Strategy;

/**
 * A strategy provider in one line.
 *
 * @param defaults the strategy as its paper has it
 * @param factory makes the strategy from options
 */
public record BuiltInStrategy<O extends Record>(
    String id, Class<O> optionsType, O defaults, Function<O, Strategy> factory)
    implements StrategyProvider<O> {

  @Override
  public Strategy create(O options) {
    return factory.apply(options);
  }
}
