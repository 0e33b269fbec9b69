package org.sr4j.data.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.stream.ImageInputStream;

/**
 * The chunks of a PNG file (ISO/IEC 15948, section 5): the JDK's reader neither compares checksums
 * nor misses a cut-off end, so a damaged file would give wrong pixels without an error.
 */
final class PngStructure {

  private static final int SIGNATURE = 8;

  private PngStructure() {}

  /** Width and height from IHDR, which is always the first chunk. */
  static ImageHeader header(ImageInputStream in) throws IOException {
    in.seek(SIGNATURE);
    int length = in.readInt();
    String type = readType(in);
    if (length != 13 || !type.equals("IHDR")) {
      throw new DamagedImageException("a PNG file without a header chunk", "IHDR first");
    }
    return ImageHeader.of(ImageFormat.PNG, in.readInt() & 0xffffffffL, in.readInt() & 0xffffffffL);
  }

  /** Checks that every chunk is complete and that the checksums of the critical ones are right. */
  static void verify(ImageInputStream in) throws IOException {
    in.seek(SIGNATURE);
    byte[] buffer = new byte[1 << 16];
    String type;
    do {
      long position = in.getStreamPosition();
      long length = in.readInt() & 0xffffffffL;
      CRC32 crc = new CRC32();
      in.readFully(buffer, 0, 4);
      crc.update(buffer, 0, 4);
      type = new String(buffer, 0, 4, StandardCharsets.ISO_8859_1);
      for (long left = length; left > 0; ) {
        int n = (int) Math.min(buffer.length, left);
        in.readFully(buffer, 0, n);
        crc.update(buffer, 0, n);
        left -= n;
      }
      boolean critical = Character.isUpperCase(type.charAt(0));
      if ((in.readInt() & 0xffffffffL) != crc.getValue() && critical) {
        throw new DamagedImageException(
            "a PNG file with a wrong checksum in chunk " + type + " at byte " + position,
            "an undamaged file");
      }
    } while (!type.equals("IEND"));
  }

  private static String readType(ImageInputStream in) throws IOException {
    byte[] type = new byte[4];
    in.readFully(type);
    return new String(type, StandardCharsets.ISO_8859_1);
  }
}
