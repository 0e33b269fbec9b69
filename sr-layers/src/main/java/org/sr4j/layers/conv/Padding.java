package org.sr4j.layers.conv;

import org.sr4j.layers.options.OptionCheck;

/** Zeros around the input of a convolution, as PyTorch's padding argument would be set. */
public enum Padding {
  /** {@code dilation * (kernel - 1) / 2} on every side: keeps the size at stride 1. */
  SAME,
  /** None. */
  VALID;

  void check(OptionCheck check, int kernel) {
    if (this == SAME) {
      check.odd("kernel", kernel);
    } else {
      check.positive("kernel", kernel);
    }
  }

  int pixels(int kernel, int dilation) {
    return this == SAME ? dilation * (kernel - 1) / 2 : 0;
  }
}
