package org.sr4j.data.image;

import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;

/**
 * Colour planes of an 8-bit picture, a quarter of the memory of {@link Pixels}: what data sets are
 * cached as.
 *
 * @param width pixels
 * @param height pixels
 * @param planes one (grey) or three (R, G, B) planes of {@code width * height} unsigned bytes
 */
public record BytePlanes(int width, int height, byte[][] planes) {

  public BytePlanes {
    if (planes.length != 1 && planes.length != 3) {
      throw new ImageException(
          Problem.cannot("make a picture of bytes")
              .got(planes.length + " planes")
              .expected("1 (grey) or 3 (RGB)"));
    }
    for (byte[] plane : planes) {
      if (width < 1 || height < 1 || plane.length != (long) width * height) {
        throw new ImageException(
            Problem.cannot("make a picture of bytes")
                .got(plane.length + " samples")
                .expected(width + "x" + height + ", at least 1x1"));
      }
    }
    planes = planes.clone();
  }

  /** The colour planes of a picture, rounded to 8 bits; alpha is left out. */
  public static BytePlanes of(Pixels pixels) {
    byte[][] planes = new byte[pixels.channels()][];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = Quantisation.to8Bit(pixels.plane(c));
    }
    return new BytePlanes(pixels.width(), pixels.height(), planes);
  }

  public Pixels toPixels() {
    float[][] out = new float[planes.length][width * height];
    for (int c = 0; c < out.length; c++) {
      for (int i = 0; i < out[c].length; i++) {
        out[c][i] = Quantisation.from8Bit(planes[c][i]);
      }
    }
    return Pixels.of(width, height, out);
  }

  public int channels() {
    return planes.length;
  }

  /** Plane {@code c}, not a copy. */
  public byte[] plane(int c) {
    return planes[c];
  }

  /** Bytes of memory that the samples take. */
  public long bytes() {
    return (long) channels() * width * height;
  }
}
