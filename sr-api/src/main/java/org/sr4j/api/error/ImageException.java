package org.sr4j.api.error;

/** An image cannot be read or written. */
public class ImageException extends SrException {

  public ImageException(Problem problem) {
    super(problem);
  }

  public ImageException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
