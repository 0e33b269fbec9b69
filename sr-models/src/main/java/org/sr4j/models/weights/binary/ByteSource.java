package org.sr4j.models.weights.binary;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes of known number, read by position: a file of any size, or an array. */
public interface ByteSource extends Closeable {

  long size() throws IOException;

  /**
   * Fills the rest of {@code target} with the bytes from {@code position} on.
   *
   * @throws EOFException if the source ends before
   */
  void read(long position, ByteBuffer target) throws IOException;

  /** Opens a file; the caller closes the source. */
  static ByteSource of(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new ByteSource() {
      @Override
      public long size() throws IOException {
        return channel.size();
      }

      @Override
      public void read(long position, ByteBuffer target) throws IOException {
        long next = position;
        while (target.hasRemaining()) {
          int count = channel.read(target, next);
          if (count < 0) {
            throw new EOFException("the file ends at byte " + next);
          }
          next += count;
        }
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** Wraps an array, which is not copied. */
  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void read(long position, ByteBuffer target) throws IOException {
        if (position < 0 || position > bytes.length - target.remaining()) {
          throw new EOFException("the data end at byte " + bytes.length);
        }
        target.put(bytes, (int) position, target.remaining());
      }

      @Override
      public void close() {
        // An array holds no resource.
      }
    };
  }
}
