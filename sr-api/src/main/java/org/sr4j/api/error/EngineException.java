package org.sr4j.api.error;

/** An engine is not available or failed. */
public class EngineException extends SrException {

  public EngineException(Problem problem) {
    super(problem);
  }

  public EngineException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
