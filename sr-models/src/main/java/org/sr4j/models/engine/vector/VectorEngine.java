package org.sr4j.models.engine.vector;

import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;

/** Runs networks as inference programs on the processor's vectors. */
public final class VectorEngine implements Engine {

  static final String ID = "vector";

  private final VectorOptions options;

  public VectorEngine(VectorOptions options) {
    this.options = options;
  }

  @Override
  public String id() {
    return ID;
  }

  /** The session keeps the weights that the network has now. */
  @Override
  public Session open(InferenceNetwork network) {
    return new VectorSession(network, options);
  }
}
