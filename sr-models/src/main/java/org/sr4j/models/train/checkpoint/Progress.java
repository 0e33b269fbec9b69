package org.sr4j.models.train.checkpoint;

/**
 * Where a run is.
 *
 * @param step optimiser steps taken
 * @param batch index of the next batch
 * @param bestScore of all validations; NaN before the first
 * @param bestStep step of the best validation; 0 before the first
 * @param seconds of training so far, over all sessions
 */
public record Progress(long step, long batch, double bestScore, long bestStep, double seconds) {

  public static final Progress START = new Progress(0, 0, Double.NaN, 0, 0);

  public Progress advanced(double stepSeconds) {
    return new Progress(step + 1, batch + 1, bestScore, bestStep, seconds + stepSeconds);
  }

  /** Whether {@code score} beats all before it. */
  public boolean isBest(double score) {
    return Double.isNaN(bestScore) || score > bestScore;
  }

  public Progress withBest(double score) {
    return new Progress(step, batch, score, step, seconds);
  }
}
