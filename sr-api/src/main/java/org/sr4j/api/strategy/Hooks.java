package org.sr4j.api.strategy;

import org.sr4j.api.graph.Feature;

/** What a strategy does at a network's markers; by default nothing. */
public interface Hooks {

  /** At the shallow feature. */
  default Feature onShallow(Feature f0) {
    return f0;
  }

  /** At the output of block {@code index}. */
  default Feature onBlock(int index, Feature out) {
    return out;
  }

  /** At the input of the residual {@code name}. */
  default Feature onResidualInput(String name, Feature x) {
    return x;
  }
}
