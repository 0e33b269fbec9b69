package org.sr4j.data.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails where it grows longer than allowed. */
final class BoundedInputStream extends FilterInputStream {

  private final long limit;
  private long count;

  BoundedInputStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      add(1);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    if (n > 0) {
      add(n);
    }
    return n;
  }

  private void add(int n) throws IOException {
    count += n;
    if (count > limit) {
      throw new DamagedImageException(
          "a stream of more than " + limit + " bytes", "at most " + limit + " bytes");
    }
  }
}
