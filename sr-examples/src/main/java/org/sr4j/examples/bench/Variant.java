package org.sr4j.examples.bench;

/**
 * A network that is compared with the first of its kind.
 *
 * @param published time more than the first's in a paper, as a share; null where there is none
 */
record Variant(NetworkChoice network, Double published) {

  Variant(NetworkChoice network) {
    this(network, null);
  }
}
