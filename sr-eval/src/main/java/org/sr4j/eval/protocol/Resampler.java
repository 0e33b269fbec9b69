package org.sr4j.eval.protocol;

/** A rule by which pictures are reduced or enlarged without a network. */
public enum Resampler {
  /** MATLAB's {@code imresize}, the rule of the public low-resolution sets. */
  MATLAB_BICUBIC(
      "MATLAB imresize bicubic (a = -0.5, antialiased when reducing, mirrored border, 8 bit after each"
          + " dimension)"),

  /** PyTorch's {@code interpolate(mode="bicubic")}, no antialiasing. */
  PYTORCH_BICUBIC(
      "PyTorch interpolate bicubic (a = -0.75, clamped border, no antialiasing, 8 bit at the end)");

  private final String text;

  Resampler(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
