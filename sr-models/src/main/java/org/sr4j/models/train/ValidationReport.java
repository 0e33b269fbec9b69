package org.sr4j.models.train;

import java.util.Map;

/**
 * Scores of the averaged weights.
 *
 * @param step steps taken
 * @param primary name of the score by which the best weights are chosen
 * @param scores mean over all pictures by name
 * @param best whether it is the best so far
 * @param seconds that it took
 */
public record ValidationReport(
    long step, String primary, Map<String, Double> scores, boolean best, double seconds) {

  /** The score by which the best weights are chosen. */
  public double score() {
    return scores.get(primary);
  }
}
