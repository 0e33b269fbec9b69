package org.sr4j.data.image;

/**
 * A marker of a JPEG file with what belongs to it, entropy-coded data included.
 *
 * @param marker its code, 0xC0 to 0xFE
 * @param start position of the marker's 0xFF
 * @param end position after the last byte
 */
record JpegSegment(int marker, long start, long end) {

  int length() {
    return Math.toIntExact(end - start);
  }
}
