package org.sr4j.api.model;

/** Range of the sample values that a network is trained on. */
public enum ValueRange {
  /** Samples in {@code [0,1]}. */
  UNIT(1),
  /** Samples in {@code [0,255]}. */
  BYTE(255);

  private final float max;

  ValueRange(float max) {
    this.max = max;
  }

  public float max() {
    return max;
  }
}
