package org.sr4j.api.engine;

import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.weights.Weights;

/** A network with weights, as an engine sees it. */
public interface InferenceNetwork {

  ModelDescriptor descriptor();

  int scale();

  /** The weights, with metadata. */
  Weights weights();

  /**
   * Writes the inference graph.
   *
   * @throws org.sr4j.api.error.GraphException if the network needs a size and none was given
   */
  NetworkGraph graph(GraphRequest request);
}
