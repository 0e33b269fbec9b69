package org.sr4j.eval.protocol;

/** How the super-resolved samples become 8-bit values, after {@code 255 v} is clamped to 0..255. */
public enum Quantisation {
  /** To the nearest integer, halves up: what a picture file holds. */
  ROUND("rounded to 8 bit") {
    @Override
    double apply(float scaled) {
      return Math.floor(scaled + 0.5);
    }
  },

  /** Towards zero: what a cast to a byte does. */
  FLOOR("floored to 8 bit") {
    @Override
    double apply(float scaled) {
      return Math.floor(scaled);
    }
  };

  private final String text;

  Quantisation(String text) {
    this.text = text;
  }

  /**
   * @param scaled sample in {@code [0,255]}
   */
  abstract double apply(float scaled);

  public String text() {
    return text;
  }
}
