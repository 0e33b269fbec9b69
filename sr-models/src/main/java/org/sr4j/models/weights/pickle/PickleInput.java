package org.sr4j.models.weights.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.sr4j.models.weights.binary.ByteSource;
import org.sr4j.models.weights.binary.MalformedException;

/** The bytes of one or several pickles in a row, with an end that no read passes. */
public final class PickleInput {

  private static final int BUFFER = 1 << 13;
  private static final int MAX_LINE = 512;

  private final ByteSource source;
  private final long end;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long bufferStart;

  /**
   * @param start of the first pickle
   * @param maxLength of all pickles together, in bytes
   */
  public PickleInput(ByteSource source, long start, long maxLength) throws IOException {
    this.source = source;
    this.bufferStart = start;
    this.end = Math.min(source.size(), start + maxLength);
  }

  /** Where the next byte lies in the source. */
  public long position() {
    return bufferStart + buffer.position();
  }

  int unsignedByte() throws IOException {
    return need(1).get() & 0xff;
  }

  int unsignedShort() throws IOException {
    return need(2).getShort() & 0xffff;
  }

  int signedInt() throws IOException {
    return need(4).getInt();
  }

  long unsignedInt() throws IOException {
    return need(4).getInt() & 0xffff_ffffL;
  }

  long signedLong() throws IOException {
    return need(8).getLong();
  }

  /** Pickles hold doubles in big-endian order, other than everything else. */
  double bigEndianDouble() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
  }

  /** Allocates no more than there is to read. */
  byte[] bytes(long length) throws IOException {
    if (length < 0 || length > end - position()) {
      throw new MalformedException(
          "a text of " + length + " bytes in a pickle that has " + (end - position()) + " left",
          null);
    }
    byte[] bytes = new byte[(int) length];
    long start = position();
    try {
      source.read(start, ByteBuffer.wrap(bytes));
    } catch (EOFException e) {
      throw ended();
    }
    bufferStart = start + length;
    buffer.position(0).limit(0);
    return bytes;
  }

  String utf8(long length) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(length))).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("a text that is not UTF-8 before byte " + position(), null);
    }
  }

  /** Python 2's byte strings: the state-dict names in them are ASCII. */
  String latin1(long length) throws IOException {
    return new String(bytes(length), StandardCharsets.ISO_8859_1);
  }

  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = unsignedByte(); c != '\n'; c = unsignedByte()) {
      if (line.length() == MAX_LINE) {
        throw new MalformedException("a line of more than " + MAX_LINE + " bytes", null);
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private ByteBuffer need(int count) throws IOException {
    if (buffer.remaining() < count) {
      long start = position();
      if (end - start < count) {
        throw ended();
      }
      buffer.clear().limit((int) Math.min(BUFFER, end - start));
      try {
        source.read(start, buffer);
      } catch (EOFException e) {
        throw ended();
      }
      buffer.flip();
      bufferStart = start;
    }
    return buffer;
  }

  private MalformedException ended() {
    return new MalformedException(
        "the end of the pickle at byte " + end, "its STOP; is the file truncated?");
  }
}
