package org.sr4j.api.model;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;

/** A network: immutable, without weights; writes its graph into a scope. */
public interface Model {

  ModelDescriptor descriptor();

  /**
   * Writes the network.
   *
   * @param lowRes the picture, {@code [N,C,H,W]} in the descriptor's range
   * @return the enlarged picture, {@code [N,C,sH,sW]} in the same range, neither clamped nor
   *     rounded
   */
  Feature define(GraphScope scope, Feature lowRes);
}
