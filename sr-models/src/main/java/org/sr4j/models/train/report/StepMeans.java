package org.sr4j.models.train.report;

import org.sr4j.models.train.StepReport;

/** Means over the steps since the last row or line. */
final class StepMeans {

  private long count;
  private double loss;
  private double gradientNorm;
  private double milliseconds;
  private double dataMilliseconds;

  void add(StepReport step) {
    count++;
    loss += step.loss();
    gradientNorm += step.gradientNorm();
    milliseconds += step.milliseconds();
    dataMilliseconds += step.dataMilliseconds();
  }

  boolean isEmpty() {
    return count == 0;
  }

  double loss() {
    return loss / count;
  }

  double gradientNorm() {
    return gradientNorm / count;
  }

  double milliseconds() {
    return milliseconds / count;
  }

  double dataMilliseconds() {
    return dataMilliseconds / count;
  }
}
