package org.sr4j.data.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStream;

/**
 * The markers of a JPEG file (ITU-T T.81, annex B). The decoder fills what is missing with grey,
 * and a file that ends right after the scan header even without a warning.
 */
final class JpegStructure {

  private static final int SOF0 = 0xc0;
  private static final int SOF2 = 0xc2;
  private static final int SOS = 0xda;
  private static final int EOI = 0xd9;

  private final ImageInputStream in;
  private final byte[] block = new byte[1 << 13];

  private JpegStructure(ImageInputStream in) {
    this.in = in;
  }

  /** Width and height from the frame header; refuses what the decoder cannot do. */
  static ImageHeader header(ImageInputStream in) throws IOException {
    JpegStructure structure = new JpegStructure(in);
    in.seek(2);
    while (true) {
      int marker = structure.nextMarker();
      if (marker == EOI || marker == SOS) {
        throw new DamagedImageException("a JPEG file without a frame header", "SOF before SOS");
      }
      if (isFrame(marker)) {
        in.readUnsignedShort();
        return frame(in, marker);
      }
      structure.skipSegment();
    }
  }

  /**
   * Follows segments and scans until the mark at the end of the image.
   *
   * @throws EOFException if the file ends before
   */
  static List<JpegSegment> segments(ImageInputStream in) throws IOException {
    JpegStructure structure = new JpegStructure(in);
    List<JpegSegment> segments = new ArrayList<>();
    in.seek(2);
    int marker = structure.nextMarker();
    while (marker != EOI) {
      long start = in.getStreamPosition() - 2;
      structure.skipSegment();
      int next = structure.nextMarker();
      segments.add(new JpegSegment(marker, start, in.getStreamPosition() - 2));
      marker = next;
    }
    return segments;
  }

  private void skipSegment() throws IOException {
    in.seek(in.getStreamPosition() + in.readUnsignedShort());
  }

  /**
   * The next marker that is not a restart mark, a stuffed zero or a fill byte: so entropy-coded
   * data (and bytes that do not belong, which decoders skip) are passed over.
   */
  private int nextMarker() throws IOException {
    boolean afterFf = false;
    while (true) {
      long position = in.getStreamPosition();
      int n = in.read(block);
      if (n < 0) {
        throw new EOFException();
      }
      for (int i = 0; i < n; i++) {
        int value = block[i] & 0xff;
        boolean restart = value >= 0xd0 && value <= 0xd8;
        if (afterFf && value > 0x01 && value < 0xff && !restart) {
          in.seek(position + i + 1);
          return value;
        }
        afterFf = value == 0xff;
      }
    }
  }

  /** C0 to CF are frame headers, except tables (C4), a reserved code (C8) and conditioning (CC). */
  static boolean isFrame(int marker) {
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
