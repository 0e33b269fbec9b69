package org.sr4j.api.error;

/** A network's graph is ill-formed. */
public class GraphException extends SrException {

  public GraphException(Problem problem) {
    super(problem);
  }

  public GraphException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
