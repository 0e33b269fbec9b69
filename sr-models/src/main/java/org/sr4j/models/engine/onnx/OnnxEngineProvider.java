package org.sr4j.models.engine.onnx;

import java.util.Optional;
import org.sr4j.api.engine.Engine;
import org.sr4j.api.spi.EngineProvider;

/** The engine {@code onnx}, where the application has ONNX Runtime. */
public final class OnnxEngineProvider implements EngineProvider {

  /** Below the engine without native code, above the one that is made for training. */
  private static final int PRIORITY = 20;

  @Override
  public String id() {
    return OnnxEngine.ID;
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public Optional<String> unavailable() {
    return OnnxRuntimeLibrary.unavailable();
  }

  @Override
  public Engine create() {
    return new OnnxEngine(OnnxOptions.defaults());
  }
}
