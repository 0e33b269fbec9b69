package org.sr4j.data.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * What the first bytes of an image file declare. Nothing is decoded for it.
 *
 * @param format PNG or JPEG, by the file's signature (not its name)
 * @param width pixels
 * @param height pixels
 */
public record ImageHeader(ImageFormat format, int width, int height) {

  public long pixels() {
    return (long) width * height;
  }

  /** Reads from position 0. */
  static ImageHeader read(ImageInputStream in) throws IOException {
    in.seek(0);
    byte[] start = new byte[ImageFormat.SIGNATURE_LENGTH];
    int length = 0;
    for (int n; length < start.length; length += n) {
      n = in.read(start, length, start.length - length);
      if (n < 0) {
        break;
      }
    }
    if (length == 0) {
      throw new DamagedImageException("an empty file (0 bytes)", "a PNG or JPEG file");
    }
    ImageFormat format =
        ImageFormat.ofSignature(start)
            .orElseThrow(
                () ->
                    new DamagedImageException(
                        "a file that is neither PNG nor JPEG", "a PNG or JPEG file"));
    return switch (format) {
      case PNG -> PngStructure.header(in);
      case JPEG -> JpegStructure.header(in);
    };
  }

  static ImageHeader of(ImageFormat format, long width, long height) throws IOException {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new DamagedImageException(
          "a " + format + " header of " + width + "x" + height + " pixels", "at least 1x1");
    }
    return new ImageHeader(format, (int) width, (int) height);
  }
}
