package org.sr4j.examples.plugin;

import java.util.Optional;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.spi.EngineProvider;

/**
 * An engine: runs a network's inference program one operation after the other, in plain loops. It
 * needs nothing of the machine and is far slower than the others: good for checking them.
 */
final class ReferenceEngine implements Engine {

  static final String ID = "reference";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Session open(InferenceNetwork network) {
    return new ReferenceSession(network);
  }

  /** Offers the engine as {@value #ID}. */
  static final class Provider implements EngineProvider {

    @Override
    public String id() {
      return ID;
    }

    /** Below every other: {@code auto} takes it where none of them works. */
    @Override
    public int priority() {
      return Integer.MIN_VALUE;
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    public Engine create() {
      return new ReferenceEngine();
    }
  }
}
