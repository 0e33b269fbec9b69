package org.sr4j.examples.bench;

import java.util.Arrays;

/** Times of one subject in milliseconds, one for each round. */
final class Timings {

  private final double[] byRound;
  private final double[] sorted;

  /**
   * @param milliseconds in the order of the rounds, at least one
   */
  public Timings(double... milliseconds) {
    if (milliseconds.length == 0) {
      throw new IllegalArgumentException("no rounds");
    }
    byRound = milliseconds.clone();
    sorted = milliseconds.clone();
    Arrays.sort(sorted);
  }

  public int rounds() {
    return byRound.length;
  }

  public double median() {
    return quantile(0.5);
  }

  /**
   * The value below which a share of the times lies, linear between neighbours (definition 7 of
   * Hyndman and Fan, 1996).
   *
   * @param share from 0 to 1
   */
  public double quantile(double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * Median over the rounds of this time by the other's of the same round: what slows a whole round
   * down does not change it.
   */
  public double medianRatioTo(Timings other) {
    double[] ratios = new double[byRound.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = byRound[i] / other.byRound[i];
    }
    return new Timings(ratios).median();
  }
}
