package org.sr4j.api.strategy;

import org.sr4j.api.graph.Feature;

/** What a strategy does at a network's markers, in one graph; by default nothing. */
public interface Hooks {

  /** At the shallow feature. */
  default Feature onShallow(Feature f0) {
    return f0;
  }

  /** At the output of block {@code index}. */
  default Feature onBlock(int index, Feature out) {
    return out;
  }

  /** At the input of the residual {@code name}, the skip around the whole trunk aside. */
  default Feature onResidualInput(String name, Feature x) {
    return x;
  }

  /** At the input of the skip around the whole trunk. */
  default Feature onLongSkipInput(Feature x) {
    return x;
  }

  /**
   * After the last marker of the network.
   *
   * @throws org.sr4j.api.error.GraphException if the strategy found nothing to act on
   */
  default void onEnd() {}

  /**
   * How many more low-resolution pixels around a pixel its output may depend on because of what was
   * done at the markers; asked after {@link #onEnd}. Tiles overlap by that much more.
   */
  default int widening() {
    return 0;
  }
}
