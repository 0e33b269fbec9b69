package org.sr4j.data.image;

import java.io.IOException;

/** What is wrong with the bytes of an image; the reader adds the file's name. */
final class DamagedImageException extends IOException {

  private final String expected;

  DamagedImageException(String got, String expected) {
    super(got);
    this.expected = expected;
  }

  String expected() {
    return expected;
  }
}
