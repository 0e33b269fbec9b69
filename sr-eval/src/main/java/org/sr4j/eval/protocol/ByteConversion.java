package org.sr4j.eval.protocol;

import org.sr4j.data.image.Quantisation;

/** How the super-resolved samples become 8-bit values, after they are clamped. */
public enum ByteConversion {
  /** To the nearest integer, halves up: what a picture file holds. */
  ROUND("rounded to 8 bit") {
    @Override
    int apply(float sample) {
      return Quantisation.quantise(sample, 255);
    }
  },

  /**
   * Towards zero: what a cast to a byte does. In single precision, as the scripts that do it:
   * {@code 255f * (k / 255f)} is exactly {@code k} for every byte, so 8-bit pictures stay as they
   * are.
   */
  FLOOR("floored to 8 bit") {
    @Override
    int apply(float sample) {
      return (int) (255f * Math.min(1f, Math.max(0f, sample)));
    }
  };

  private final String text;

  ByteConversion(String text) {
    this.text = text;
  }

  /**
   * @param sample nominally in {@code [0,1]}
   * @return 0..255
   */
  abstract int apply(float sample);

  public String text() {
    return text;
  }
}
