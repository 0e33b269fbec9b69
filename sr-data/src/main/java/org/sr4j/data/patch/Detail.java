package org.sr4j.data.patch;

import org.sr4j.data.image.BytePlanes;

/** How much there is to learn from in a square of a picture. */
final class Detail {

  private Detail() {}

  /**
   * Mean of {@code |4 p - up - down - left - right|} over the inner samples of a square of the
   * green plane, in 8-bit levels; 0 if it has no inner samples.
   */
  static double meanAbsoluteLaplacian(BytePlanes picture, int x, int y, int side) {
    byte[] plane = picture.plane(picture.channels() / 2);
    int width = picture.width();
    long sum = 0;
    for (int row = y + 1; row < y + side - 1; row++) {
      int at = row * width + x + 1;
      for (int i = at; i < at + side - 2; i++) {
        int neighbours =
            (plane[i - width] & 0xff)
                + (plane[i + width] & 0xff)
                + (plane[i - 1] & 0xff)
                + (plane[i + 1] & 0xff);
        sum += Math.abs(4 * (plane[i] & 0xff) - neighbours);
      }
    }
    return side < 3 ? 0 : sum / ((side - 2.0) * (side - 2));
  }
}
