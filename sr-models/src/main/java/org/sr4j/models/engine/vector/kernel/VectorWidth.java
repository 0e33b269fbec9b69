package org.sr4j.models.engine.vector.kernel;

/** How wide the vectors are that kernels compute with. To be loaded only where the API is. */
public final class VectorWidth {

  private VectorWidth() {}

  /** Bits of the processor's preferred vectors, at most what kernels use. */
  public static int bits() {
    return Lanes.COUNT * Float.SIZE;
  }
}
