package org.sr4j.eval.protocol;

/** Which samples are compared. Each channel is a weighted sum of 8-bit R, G, B. */
public enum Channel {
  /** Luma as MATLAB's {@code rgb2ycbcr} computes it: ITU-R BT.601, studio range 16..235. */
  Y("Y = 16 + (65.481 R + 128.553 G + 24.966 B)/255 (BT.601, studio range 16..235)"),

  /** The same with R and B exchanged: an RGB picture given to code that expects BGR. */
  Y_RED_BLUE_SWAPPED(
      "Y' = 16 + (24.966 R + 128.553 G + 65.481 B)/255 (BT.601 studio range with R and B exchanged)"),

  /** R, G and B; the squared error is averaged over all three, SSIM is the mean of three. */
  RGB("R, G and B together");

  private final String text;

  Channel(String text) {
    this.text = text;
  }

  /** The formula. */
  public String text() {
    return text;
  }

  /** Whether one luma plane is compared. */
  public boolean isLuma() {
    return this != RGB;
  }
}
