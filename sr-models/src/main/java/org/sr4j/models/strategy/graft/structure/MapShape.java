package org.sr4j.models.strategy.graft.structure;

/** Shape of a feature map {@code [N,C,H,W]} without its batch, for the probed size of picture. */
public record MapShape(long channels, long height, long width) {

  @Override
  public String toString() {
    return channels + " channels of " + height + "x" + width;
  }
}
