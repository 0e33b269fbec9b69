package org.sr4j.api.spi;

import org.sr4j.api.strategy.Strategy;

/**
 * Makes strategies of one kind from options.
 *
 * @param <O> options: a record whose constructor validates its components
 */
public interface StrategyProvider<O extends Record> {

  /** Stable id, lower case, e.g. {@code ggas}. */
  String id();

  Class<O> optionsType();

  O defaults();

  Strategy create(O options);
}
