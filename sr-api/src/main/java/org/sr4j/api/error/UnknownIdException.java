package org.sr4j.api.error;

/** No model, layer, strategy, engine, scale or metric of that name. */
public class UnknownIdException extends SrException {

  public UnknownIdException(Problem problem) {
    super(problem);
  }

  public UnknownIdException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
