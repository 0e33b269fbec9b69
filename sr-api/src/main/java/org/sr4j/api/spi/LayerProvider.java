package org.sr4j.api.spi;

import java.util.List;
import org.sr4j.api.graph.Layer;

/**
 * Makes layers of one kind from options.
 *
 * @param <O> options: a record whose constructor validates its components
 */
public interface LayerProvider<O extends Record> {

  /** Stable id, lower case, e.g. {@code dynamic-conv2d}. */
  String id();

  Class<O> optionsType();

  /** Small options for contract tests and examples. */
  O example();

  /**
   * Channels of each input that a layer of these options takes. For a layer of any number of
   * channels: one example that it takes.
   */
  List<Integer> inputChannels(O options);

  /** Least height and width of the inputs. */
  default int minSize(O options) {
    return 1;
  }

  /** Height and width of the inputs must be multiples of this. */
  default int sizeMultiple(O options) {
    return 1;
  }

  Layer create(O options);
}
