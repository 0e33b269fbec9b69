package org.sr4j.models.engine.onnx;

import org.sr4j.api.engine.Engine;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.engine.Session;

/** Runs networks on ONNX Runtime, as inference programs in ONNX's form. */
public final class OnnxEngine implements Engine {

  static final String ID = "onnx";

  private final OnnxOptions options;

  /**
   * @throws org.sr4j.api.error.EngineException if ONNX Runtime cannot be used here
   */
  public OnnxEngine(OnnxOptions options) {
    OnnxRuntimeLibrary.require();
    this.options = options;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Session open(InferenceNetwork network) {
    return new OnnxSession(network, options);
  }
}
