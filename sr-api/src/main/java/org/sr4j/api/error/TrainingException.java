package org.sr4j.api.error;

/** Training cannot start or go on. */
public class TrainingException extends SrException {

  public TrainingException(Problem problem) {
    super(problem);
  }

  public TrainingException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
