package org.sr4j.api.error;

/** Root of every error that the library reports to its user. */
public class SrException extends RuntimeException {

  private final transient Problem problem;

  public SrException(Problem problem) {
    this(problem, null);
  }

  public SrException(Problem problem, Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
  }

  /** The parts of the message. */
  public Problem problem() {
    return problem;
  }
}
