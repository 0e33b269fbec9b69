package org.sr4j.api.spi;

import java.util.Optional;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;

/** Makes an engine, where the machine and the class path allow it. */
public interface EngineProvider {

  /** Stable id, lower case, e.g. {@code nd4j}. */
  String id();

  /** {@code auto} takes the available engine of the highest priority. */
  int priority();

  /** Why the engine cannot be used here and what to do about it; empty if it can. */
  Optional<String> unavailable();

  /** Why the engine does not run this network, wherever it is; empty if it does. */
  default Optional<String> refuses(InferenceNetwork network) {
    return Optional.empty();
  }

  /**
   * @throws org.sr4j.api.error.EngineException if the engine is not available
   */
  Engine create();
}
