package org.sr4j.models.engine.nd4j;

import java.util.Optional;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.models.program.ProgramNetwork;

/** The engine {@code nd4j}: every network, on whatever ND4J backend the application chose. */
public final class Nd4jEngineProvider implements EngineProvider {

  /** Below engines made for inference alone. */
  private static final int PRIORITY = 10;

  @Override
  public String id() {
    return Nd4jEngine.ID;
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public Optional<String> unavailable() {
    return Nd4jRuntime.unavailable();
  }

  @Override
  public Optional<String> refuses(InferenceNetwork network) {
    return network instanceof ProgramNetwork
        ? Optional.of("It runs graphs of ND4J, and the network is an inference program.")
        : Optional.empty();
  }

  @Override
  public Engine create() {
    Nd4jRuntime.require();
    return new Nd4jEngine(Nd4jEngine.DEFAULT_CACHE_BYTES);
  }
}
