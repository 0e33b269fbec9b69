package org.sr4j.models.weights.binary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads runs of elements as floats. */
public final class Elements {

  private static final int CHUNK = 1 << 16;

  private Elements() {}

  /**
   * Reads {@code count} elements. The array is allocated at once: the caller has checked that the
   * source is as large as that.
   *
   * @param position of the first byte
   * @throws java.io.EOFException if the source ends before
   */
  public static float[] read(
      ByteSource source, long position, ElementType type, ByteOrder order, int count)
      throws IOException {
    float[] values = new float[count];
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.min(CHUNK, (long) count * type.bytes())).order(order);
    long next = position;
    for (int done = 0; done < count; ) {
      int now = Math.min(count - done, CHUNK / type.bytes());
      buffer.clear().limit(now * type.bytes());
      source.read(next, buffer);
      buffer.flip();
      for (int i = 0; i < now; i++) {
        values[done++] = type.next(buffer);
      }
      next += (long) now * type.bytes();
    }
    return values;
  }

  /** The index of the first value that is NaN or infinite, or -1 if there is none. */
  public static int firstNonFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
