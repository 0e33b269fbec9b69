package org.sr4j.api.spi;

import java.util.Optional;
import org.sr4j.api.engine.Engine;

/** Makes an engine, where the machine and the class path allow it. */
public interface EngineProvider {

  /** Stable id, lower case, e.g. {@code nd4j}. */
  String id();

  /** {@code auto} takes the available engine of the highest priority. */
  int priority();

  /** Why the engine cannot be used here and what to do about it; empty if it can. */
  Optional<String> unavailable();

  /**
   * @throws org.sr4j.api.error.EngineException if the engine is not available
   */
  Engine create();
}
