package org.sr4j.data.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** The markers of a JPEG file (ITU-T T.81, annex B) up to the frame header. */
final class JpegStructure {

  private static final int SOF0 = 0xc0;
  private static final int SOF2 = 0xc2;
  private static final int SOS = 0xda;
  private static final int EOI = 0xd9;

  private JpegStructure() {}

  /** Width and height from the frame header; refuses what the decoder cannot do. */
  static ImageHeader header(ImageInputStream in) throws IOException {
    in.seek(2);
    while (true) {
      int marker = nextMarker(in);
      if (marker == EOI || marker == SOS) {
        throw new DamagedImageException("a JPEG file without a frame header", "SOF before SOS");
      }
      boolean standsAlone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
      if (!standsAlone) {
        long end = in.getStreamPosition() + in.readUnsignedShort();
        if (isFrame(marker)) {
          return frame(in, marker);
        }
        in.seek(end);
      }
    }
  }

  private static int nextMarker(ImageInputStream in) throws IOException {
    if (in.readUnsignedByte() != 0xff) {
      throw new DamagedImageException(
          "a JPEG file without a marker at byte " + (in.getStreamPosition() - 1), "0xFF");
    }
    int marker;
    do { // any number of 0xFF may precede a marker
      marker = in.readUnsignedByte();
    } while (marker == 0xff);
    return marker;
  }

  /** C0 to CF are frame headers, except tables (C4), a reserved code (C8) and conditioning (CC). */
  private static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static ImageHeader frame(ImageInputStream in, int marker) throws IOException {
    int precision = in.readUnsignedByte();
    int height = in.readUnsignedShort();
    int width = in.readUnsignedShort();
    int components = in.readUnsignedByte();
    if (marker > SOF2) {
      throw new DamagedImageException(
          "a lossless, hierarchical or arithmetic-coded JPEG file (SOF" + (marker - SOF0) + ")",
          "baseline or progressive JPEG");
    }
    if (precision != 8) {
      throw new DamagedImageException("a JPEG file of " + precision + " bits", "8 bits");
    }
    if (components == 4) {
      throw new DamagedImageException(
          "a CMYK JPEG file (4 components)", "grey or RGB; convert it to RGB first");
    }
    if (components != 1 && components != 3) {
      throw new DamagedImageException(
          "a JPEG file of " + components + " components", "1 (grey) or 3 (colour)");
    }
    return ImageHeader.of(ImageFormat.JPEG, width, height);
  }
}
