package org.sr4j.models.program.lowering;

/** Something cannot be said while a size is free. */
final class FreeSizeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FreeSizeException(String what) {
    super(what);
  }
}
