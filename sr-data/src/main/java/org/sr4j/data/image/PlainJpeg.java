package org.sr4j.data.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A JPEG file reduced to what decoding needs, so that the JDK decodes it as libjpeg does.
 *
 * <p>Left to itself the JDK converts a picture with an embedded profile to sRGB (slowly, and with a
 * rounding of its own), and takes a full-resolution colour file that neither declares nor names its
 * components for RGB where libjpeg takes it for YCbCr. Dropping profiles, EXIF and comments also
 * keeps their parsers away from untrusted bytes.
 */
final class PlainJpeg {

  private static final int APP0 = 0xe0;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COMMENT = 0xfe;
  private static final byte[] JFIF = {
    (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  private final ImageInputStream in;
  private boolean coloursDeclared;
  private boolean namedRgb;

  private PlainJpeg(ImageInputStream in) {
    this.in = in;
  }

  /**
   * @throws java.io.EOFException if the file is truncated
   */
  static ImageInputStream of(ImageInputStream in) throws IOException {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(new PlainJpeg(in).bytes()));
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    for (JpegSegment segment : JpegStructure.segments(in)) {
      byte[] bytes = new byte[segment.length()];
      in.seek(segment.start());
      in.readFully(bytes);
      if (isKept(segment.marker(), bytes)) {
        kept.writeBytes(bytes);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(kept.size() + 32);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    if (!coloursDeclared && !namedRgb) {
      out.writeBytes(JFIF);
    }
    kept.writeTo(out);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return out.toByteArray();
  }

  private boolean isKept(int marker, byte[] segment) {
    boolean declares =
        (marker == APP0 && begins(segment, "JFIF\0"))
            || (marker == APP14 && begins(segment, "Adobe"));
    coloursDeclared |= declares;
    if (JpegStructure.isFrame(marker)) {
      namedRgb = componentIs(segment, 0, 'R') && componentIs(segment, 1, 'G');
      namedRgb &= componentIs(segment, 2, 'B');
    }
    boolean application = marker >= APP0 && marker <= APP15;
    return declares || (!application && marker != COMMENT);
  }

  private static boolean begins(byte[] segment, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    return segment.length >= 4 + expected.length
        && Arrays.equals(segment, 4, 4 + expected.length, expected, 0, expected.length);
  }

  /** A frame header holds ten bytes and then three per component, its name first. */
  private static boolean componentIs(byte[] frame, int index, char name) {
    int at = 10 + 3 * index;
    return at < frame.length && frame[at] == name;
  }
}
