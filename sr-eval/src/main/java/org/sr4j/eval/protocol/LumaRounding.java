package org.sr4j.eval.protocol;

/** Whether luma is rounded before it is compared. */
public enum LumaRounding {
  /** Kept as a real number: {@code rgb2ycbcr} of a double picture. */
  NONE("not rounded"),

  /** Rounded to an integer, halves up: {@code rgb2ycbcr} of a uint8 picture. */
  EIGHT_BIT("rounded to 8 bit");

  private final String text;

  LumaRounding(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
