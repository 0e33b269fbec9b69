package org.sr4j.data.image;

import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * How large a picture may be that is read from an untrusted file. The header is compared with the
 * limits before memory for the pixels is taken.
 *
 * @param maxPixels largest width times height
 * @param maxBytes largest size of the file or stream
 */
public record ImageLimits(long maxPixels, long maxBytes) {

  /** 100 million pixels (1.2 GB as RGB floats) and 1 GiB. */
  public static final ImageLimits DEFAULT = new ImageLimits(100_000_000L, 1L << 30);

  public ImageLimits {
    if (maxPixels < 1 || maxBytes < 1) {
      throw new OptionsException(
          Problem.cannot("set image limits")
              .got(maxPixels + " pixels, " + maxBytes + " bytes")
              .expected("both at least 1"));
    }
  }

  /** These limits with another number of pixels. */
  public ImageLimits withMaxPixels(long pixels) {
    return new ImageLimits(pixels, maxBytes);
  }
}
