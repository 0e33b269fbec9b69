package org.sr4j.api.spi;

import org.sr4j.api.model.Model;

/**
 * Makes networks of one kind from options.
 *
 * @param <O> options: a record whose constructor validates its components
 */
public interface ModelProvider<O extends Record> {

  /** Stable id, lower case, e.g. {@code dyconvsr}. */
  String id();

  Class<O> optionsType();

  /** The network as its paper has it. */
  O defaults();

  /** A small variant for contract tests. */
  O tiny();

  Model create(O options);
}
