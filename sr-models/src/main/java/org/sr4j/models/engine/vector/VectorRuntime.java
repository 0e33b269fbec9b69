package org.sr4j.models.engine.vector;

import java.util.Optional;
import org.sr4j.models.engine.vector.kernel.VectorWidth;

/**
 * Whether the Vector API can be used here. Nothing that mentions it is loaded before it is known to
 * be there.
 */
final class VectorRuntime {

  static final String MODULE = "jdk.incubator.vector";
  static final String FLAG = "--add-modules " + MODULE;

  /** Narrower vectors are emulated, slower than one value after the other. */
  private static final int LEAST_BITS = 128;

  private VectorRuntime() {}

  /** Why not, and what to do about it; empty if it can. */
  static Optional<String> unavailable() {
    boolean found = ModuleLayer.boot().findModule(MODULE).isPresent();
    return unavailable(found, found ? VectorWidth.bits() : 0);
  }

  /**
   * @param module whether the Vector API is there
   * @param bits width of the vectors that the processor prefers
   */
  static Optional<String> unavailable(boolean module, int bits) {
    if (!module) {
      return Optional.of(
          "The JDK's Vector API is not loaded. Start Java (17 or later) with " + FLAG + ".");
    }
    if (bits < LEAST_BITS) {
      return Optional.of(
          "The processor has vectors of "
              + bits
              + " bits for Java; at least "
              + LEAST_BITS
              + " are needed. The engines onnx and nd4j do without.");
    }
    return Optional.empty();
  }
}
