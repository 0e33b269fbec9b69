package org.sr4j.models.strategy.graft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a network offers to strategies.
 *
 * @param shallow empty if no block was found or named
 * @param blocks in topological order
 * @param residuals long skips among them, the outer of two at one feature first
 * @param refused blocks and sums at which no strategy can act
 */
record Places(
    Optional<Place> shallow, List<Place> blocks, List<Place> residuals, List<Refusal> refused) {

  /** As a network's author meets them, but that a residual reads what a block's end was made to. */
  List<Place> inOrder() {
    List<Place> all = new ArrayList<>();
    shallow.ifPresent(all::add);
    all.addAll(blocks);
    all.addAll(residuals);
    return all;
  }
}
