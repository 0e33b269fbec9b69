package org.sr4j.models.train.optimiser;

/**
 * Exponential moving average of weights: {@code a = decay * a + (1 - decay) * w} after every step,
 * starting from the initial weights. Buffers are not averaged: the network's current ones are used.
 */
public final class WeightAverage {

  private final double decay;
  private final float[] values;

  /**
   * @param decay in [0,1); 0 follows the weights
   */
  public WeightAverage(float[] initial, double decay) {
    this.decay = decay;
    this.values = initial.clone();
  }

  public void update(float[] weights) {
    update(weights, 0, weights.length);
  }

  /** Updates the part {@code from} (inclusive) to {@code to} (exclusive) alone. */
  public void update(float[] weights, int from, int to) {
    float keep = (float) decay;
    float take = (float) (1 - decay);
    for (int i = from; i < to; i++) {
      values[i] = keep * values[i] + take * weights[i];
    }
  }

  /** The average; not a copy. */
  public float[] values() {
    return values;
  }

  public void restore(float[] average) {
    System.arraycopy(average, 0, values, 0, values.length);
  }
}
