package org.sr4j.models.program.op;

/**
 * How a window moves over a feature map.
 *
 * @param kernelHeight taps
 * @param kernelWidth taps
 * @param strideHeight step
 * @param strideWidth step
 * @param dilationHeight distance of neighbouring taps, 1 for a dense window
 * @param dilationWidth distance of neighbouring taps, 1 for a dense window
 * @param top rows added above (of a transposed convolution: cut off)
 * @param left columns added (or cut off) on the left
 * @param bottom rows added (or cut off) below
 * @param right columns added (or cut off) on the right
 */
public record Window(
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    int dilationHeight,
    int dilationWidth,
    int top,
    int left,
    int bottom,
    int right) {

  public Window {
    if (kernelHeight < 1
        || kernelWidth < 1
        || strideHeight < 1
        || strideWidth < 1
        || dilationHeight < 1
        || dilationWidth < 1
        || top < 0
        || left < 0
        || bottom < 0
        || right < 0) {
      throw new IllegalArgumentException(
          "window %dx%d, stride %dx%d, dilation %dx%d, border %d %d %d %d"
              .formatted(
                  kernelHeight,
                  kernelWidth,
                  strideHeight,
                  strideWidth,
                  dilationHeight,
                  dilationWidth,
                  top,
                  left,
                  bottom,
                  right));
    }
  }

  /** An odd square kernel whose output has its input's size. */
  public static Window same(int kernel) {
    int border = kernel / 2;
    return new Window(kernel, kernel, 1, 1, 1, 1, border, border, border, border);
  }

  /** Rows of the output of a convolution or pooling over {@code height} rows; may be below 1. */
  public long height(long height) {
    return (height + top + bottom - (long) dilationHeight * (kernelHeight - 1) - 1) / strideHeight
        + 1;
  }

  /** Columns of the output of a convolution or pooling; may be below 1. */
  public long width(long width) {
    return (width + left + right - (long) dilationWidth * (kernelWidth - 1) - 1) / strideWidth + 1;
  }
}
