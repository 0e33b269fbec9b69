package org.sr4j.models.engine.onnx;

import org.sr4j.api.error.EngineException;

/** Program for a JVM of its own: asks for the engine, and says why it cannot be had. */
final class OnnxEngineProbe {

  private OnnxEngineProbe() {}

  public static void main(String[] args) {
    OnnxEngineProvider provider = new OnnxEngineProvider();
    System.out.println(provider.unavailable().orElse("available"));
    try {
      System.out.println(provider.create().id());
    } catch (EngineException e) {
      System.out.println(e.getMessage());
    }
  }
}
