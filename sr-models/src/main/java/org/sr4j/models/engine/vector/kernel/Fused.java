package org.sr4j.models.engine.vector.kernel;

/**
 * Maps that a kernel combines with its result {@code v} before it stores it, each of the output's
 * size and channels or null:
 *
 * <pre>{@code out = activation(v + add) * scale * multiply + residual}</pre>
 *
 * where {@code v} includes the bias, and bias, activation and scale belong to the {@link
 * ConvolutionSpec}. With a pixel shuffle the maps have the size of the shuffled output. They are
 * laid out like the output (channels last beside a channels-last output), and may be the output
 * itself: a kernel reads each of their elements before it writes the output's.
 */
public record Fused(FeatureMap add, FeatureMap multiply, FeatureMap residual) {

  /** Nothing to combine. */
  public static final Fused NONE = new Fused(null, null, null);

  /** {@code activation(v + map)}. */
  public static Fused add(FeatureMap map) {
    return new Fused(map, null, null);
  }

  /** Whether there is no map at all. */
  boolean isEmpty() {
    return add == null && multiply == null && residual == null;
  }
}
