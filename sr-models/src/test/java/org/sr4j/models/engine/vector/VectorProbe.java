package org.sr4j.models.engine.vector;

import java.util.List;
import java.util.Optional;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.models.engine.EngineSelector;
import org.sr4j.models.registry.Registry;

/** Program for a Java without the Vector API: prints why the engine cannot be used. */
final class VectorProbe {

  private VectorProbe() {}

  public static void main(String[] args) {
    VectorEngineProvider provider = new VectorEngineProvider();
    System.out.println(provider.unavailable().orElse("available"));
    try {
      provider.create();
    } catch (EngineException e) {
      System.out.println(e.getMessage());
    }
    EngineSelector selector = new EngineSelector(Registry.of(new VectorAndAnother()));
    System.out.println(selector.select("auto").id());
    selector.select("auto");
  }

  /** The engine and one of lower priority that is always there. */
  static final class VectorAndAnother implements SrPlugin {

    @Override
    public String id() {
      return "vector-and-another";
    }

    @Override
    public List<EngineProvider> engines() {
      return List.of(new Another(), new VectorEngineProvider());
    }
  }

  record Another() implements EngineProvider, Engine {

    @Override
    public String id() {
      return "another";
    }

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    public Engine create() {
      return this;
    }

    @Override
    public Session open(InferenceNetwork network) {
      throw new UnsupportedOperationException(network.descriptor().id());
    }
  }
}
