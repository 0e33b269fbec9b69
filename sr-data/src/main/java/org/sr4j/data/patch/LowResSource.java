package org.sr4j.data.patch;

/** Where the low-resolution half of a patch comes from. Both are MATLAB's bicubic. */
public enum LowResSource {

  /**
   * Cut from the whole picture's 8-bit low-resolution version, which was made once: exactly what
   * training on published low-resolution files sees, and the fastest.
   */
  WHOLE_PICTURE_8_BIT,

  /**
   * Shrunk for each patch from the 8-bit picture around it and not rounded, as DyConvSR's training
   * does.
   */
  PATCH_UNROUNDED
}
