package org.sr4j.models.weights.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles operation by operation, right and wrong ones. */
public final class PickleBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A pickle of protocol 2 that has begun. */
  public static PickleBytes protocol2() {
    return new PickleBytes().op(0x80).op(2);
  }

  /** Operation codes or other single bytes. */
  public PickleBytes op(int... codes) {
    for (int code : codes) {
      out.write(code);
    }
    return this;
  }

  /** Operation codes that are ASCII characters. */
  public PickleBytes ops(String codes) {
    out.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  public PickleBytes text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return ops("X").int32(utf8.length).bytes(utf8);
  }

  public PickleBytes number(int value) {
    return ops("J").int32(value);
  }

  public PickleBytes global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  public PickleBytes int32(int value) {
    return bytes(little(4).putInt(0, value).array());
  }

  public PickleBytes int64(long value) {
    return bytes(little(8).putLong(0, value).array());
  }

  public PickleBytes bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** {@code (a, b, ...)} of numbers. */
  public PickleBytes tuple(int... values) {
    ops("(");
    for (int value : values) {
      number(value);
    }
    return ops("t");
  }

  public byte[] stop() {
    ops(".");
    return out.toByteArray();
  }

  public byte[] unfinished() {
    return out.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
