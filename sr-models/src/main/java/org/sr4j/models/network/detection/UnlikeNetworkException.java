package org.sr4j.models.network.detection;

/** Weights lack a tensor, or an axis of one, that a network must have: they are of another. */
public final class UnlikeNetworkException extends RuntimeException {

  /**
   * @param tensor what is missing
   */
  public UnlikeNetworkException(String tensor) {
    super(tensor, null, false, false);
  }
}
