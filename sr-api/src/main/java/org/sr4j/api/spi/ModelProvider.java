package org.sr4j.api.spi;

import java.util.List;
import org.sr4j.api.model.Model;
import org.sr4j.api.weights.Weights;

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

  /**
   * The options and scales for which the network has exactly such weights, told by their names and
   * shapes: so that a file of unknown origin needs no further word. Several if the weights serve
   * several scales; none if they are of another network. Weights are untrusted: shapes may be
   * anything. A few telling tensors suffice: what is returned is compared with the model, tensor by
   * tensor.
   */
  default List<Detection<O>> detect(Weights weights) {
    return List.of();
  }
}
