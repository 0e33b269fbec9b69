package org.sr4j.models.network;

import java.util.function.Function;
import org.sr4j.api.model.Model;
import org.sr4j.api.spi.ModelProvider;

/**
 * A model provider in one line.
 *
 * @param defaults the network as its paper has it
 * @param tiny a small variant for contract tests
 * @param factory makes the model from options
 */
public record BuiltInModel<O extends Record>(
    String id, Class<O> optionsType, O defaults, O tiny, Function<O, Model> factory)
    implements ModelProvider<O> {

  @Override
  public Model create(O options) {
    return factory.apply(options);
  }
}
