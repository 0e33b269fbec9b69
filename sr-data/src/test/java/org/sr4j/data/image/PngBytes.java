package org.sr4j.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Builds PNG files chunk by chunk, so that tests can make every kind and every fault. */
final class PngBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PngBytes(int width, int height, int bitDepth, int colourType) {
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) bitDepth).put((byte) colourType).put(new byte[3]);
    chunk("IHDR", header.array());
  }

  PngBytes chunk(String type, byte... data) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return this;
  }

  /** Pixel data; every row begins with its filter type (0). */
  PngBytes data(int... rowsWithFilterBytes) {
    byte[] raw = new byte[rowsWithFilterBytes.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) rowsWithFilterBytes[i];
    }
    Deflater deflater = new Deflater();
    deflater.setInput(raw);
    deflater.finish();
    byte[] packed = new byte[raw.length + 100];
    int n = deflater.deflate(packed);
    deflater.end();
    return chunk("IDAT", Arrays.copyOf(packed, n));
  }

  byte[] end() {
    chunk("IEND");
    return out.toByteArray();
  }
}
