package org.sr4j.data.resize;

/** What happens to values between and after the two passes of a resize. */
public enum Rounding {

  /**
   * Clamped and rounded half up to the integers of the picture's bit depth after each dimension:
   * what MATLAB does with {@code uint8} and {@code uint16} images, and what the published
   * low-resolution files hold.
   */
  AFTER_EACH_DIMENSION,

  /** Neither rounded nor clamped, as with {@code double} images. */
  NONE
}
