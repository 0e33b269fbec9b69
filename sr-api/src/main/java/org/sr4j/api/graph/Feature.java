package org.sr4j.api.graph;

import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A feature map inside a graph, {@code [N,C,H,W]}: the variable and what a builder must know of it.
 *
 * <p>SameDiff 1.0.0-M2.1 does not know the shape of an operation's result, so channels and
 * resolution travel with the variable.
 *
 * @param channels C
 * @param resolution H and W relative to the low-resolution input
 */
public record Feature(SDVariable variable, int channels, Resolution resolution) {

  public Feature {
    Objects.requireNonNull(variable, "variable");
    Objects.requireNonNull(resolution, "resolution");
    if (channels < 1) {
      throw new IllegalArgumentException("channels = " + channels);
    }
  }

  /** The same channels and resolution, another variable: the result of an elementwise operation. */
  public Feature with(SDVariable other) {
    return new Feature(other, channels, resolution);
  }

  public Feature with(SDVariable other, int otherChannels) {
    return new Feature(other, otherChannels, resolution);
  }

  public Feature with(SDVariable other, int otherChannels, Resolution otherResolution) {
    return new Feature(other, otherChannels, otherResolution);
  }
}
