package org.sr4j.api.error;

/** A weights file is corrupt, unsafe, or does not fit the network. */
public class WeightsException extends SrException {

  public WeightsException(Problem problem) {
    super(problem);
  }

  public WeightsException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
