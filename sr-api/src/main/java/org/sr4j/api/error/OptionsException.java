package org.sr4j.api.error;

/** An option, configuration key or argument has no or a wrong meaning. */
public class OptionsException extends SrException {

  public OptionsException(Problem problem) {
    super(problem);
  }

  public OptionsException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
