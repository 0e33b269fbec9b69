package org.sr4j.models.program.network;

/** A value depends on the whole picture, or on where in it a pixel is. */
final class NotLocalException extends RuntimeException {

  NotLocalException(String reason) {
    super(reason, null, false, false);
  }
}
