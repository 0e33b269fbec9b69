package org.sr4j.models.engine.vector;

import java.util.Optional;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.spi.EngineProvider;

/** The engine {@code vector}, where Java was started with its Vector API. */
public final class VectorEngineProvider implements EngineProvider {

  /** The fastest on processors. */
  private static final int PRIORITY = 30;

  @Override
  public String id() {
    return VectorEngine.ID;
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public Optional<String> unavailable() {
    return VectorRuntime.unavailable();
  }

  @Override
  public Engine create() {
    unavailable()
        .ifPresent(
            reason -> {
              throw new EngineException(Problem.cannot("use the engine").at(id()).advice(reason));
            });
    return new VectorEngine(VectorOptions.defaults());
  }
}
