package org.sr4j.api.image;

import java.util.Arrays;
import java.util.Optional;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;

/**
 * A picture as planes of floats: one plane (grey) or three (R, G, B), and perhaps an alpha plane.
 *
 * <p>Samples are row-major, non-linear (as stored in the file), nominally in {@code [0,1]}: sample
 * {@code v} of an 8-bit file is {@code v / 255f}. A network's output may leave the range; writing
 * clamps. The arrays are not copied: whoever makes a {@code Pixels} gives them away, and readers
 * must not write to them.
 */
public final class Pixels {

  private final int width;
  private final int height;
  private final int bitDepth;
  private final float[][] colour;
  private final float[] alpha;

  private Pixels(int width, int height, float[][] colour, float[] alpha, int bitDepth) {
    this.width = width;
    this.height = height;
    this.colour = colour;
    this.alpha = alpha;
    this.bitDepth = bitDepth;
  }

  /**
   * @param colour one plane (grey) or three (R, G, B) of {@code width * height} samples
   * @param alpha opacity plane in {@code [0,1]}, or null for an opaque picture
   * @param bitDepth bits per sample of the file it came from or goes to (8 or 16)
   * @throws ImageException if sizes do not fit
   */
  public static Pixels of(int width, int height, float[][] colour, float[] alpha, int bitDepth) {
    if (width < 1 || height < 1) {
      throw new ImageException(
          Problem.cannot("make a picture").got(width + "x" + height).expected("at least 1x1"));
    }
    if (colour.length != 1 && colour.length != 3) {
      throw new ImageException(
          Problem.cannot("make a picture")
              .got(colour.length + " colour planes")
              .expected("1 (grey) or 3 (RGB)"));
    }
    long samples = (long) width * height;
    for (float[] plane : colour) {
      checkLength(plane, samples);
    }
    if (alpha != null) {
      checkLength(alpha, samples);
    }
    if (bitDepth != 8 && bitDepth != 16) {
      throw new ImageException(
          Problem.cannot("make a picture").got(bitDepth + " bits").expected("8 or 16"));
    }
    return new Pixels(width, height, colour.clone(), alpha, bitDepth);
  }

  /** An opaque 8-bit picture. */
  public static Pixels of(int width, int height, float[]... colour) {
    return of(width, height, colour, null, 8);
  }

  private static void checkLength(float[] plane, long samples) {
    if (plane.length != samples) {
      throw new ImageException(
          Problem.cannot("make a picture")
              .got("a plane of " + plane.length + " samples")
              .expected(samples));
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Number of colour planes: 1 (grey) or 3 (RGB). */
  public int channels() {
    return colour.length;
  }

  public boolean isGrey() {
    return colour.length == 1;
  }

  public int bitDepth() {
    return bitDepth;
  }

  /** Colour plane {@code c}, row-major, not a copy. */
  public float[] plane(int c) {
    return colour[c];
  }

  /** Opacity plane, not a copy; empty for an opaque picture. */
  public Optional<float[]> alpha() {
    return Optional.ofNullable(alpha);
  }

  /** The same colours with another (or, for null, no) opacity plane. */
  public Pixels withAlpha(float[] newAlpha) {
    return of(width, height, colour, newAlpha, bitDepth);
  }

  /** Three planes: a grey picture's plane stands for all of them. */
  public Pixels toRgb() {
    return isGrey()
        ? new Pixels(
            width, height, new float[][] {colour[0], colour[0], colour[0]}, alpha, bitDepth)
        : this;
  }

  /** The rectangle whose top-left corner is at column {@code x}, row {@code y}. */
  public Pixels crop(int x, int y, int cropWidth, int cropHeight) {
    if (x < 0 || y < 0 || x + cropWidth > width || y + cropHeight > height) {
      throw new ImageException(
          Problem.cannot("crop the picture")
              .got(cropWidth + "x" + cropHeight + " at (" + x + "," + y + ")")
              .expected("a rectangle inside " + width + "x" + height));
    }
    float[][] planes = new float[colour.length][];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = cropPlane(colour[c], x, y, cropWidth, cropHeight);
    }
    float[] croppedAlpha = alpha == null ? null : cropPlane(alpha, x, y, cropWidth, cropHeight);
    return of(cropWidth, cropHeight, planes, croppedAlpha, bitDepth);
  }

  /** The largest top-left part whose sides are multiples of {@code multiple} ("mod-crop"). */
  public Pixels cropToMultiple(int multiple) {
    return width % multiple == 0 && height % multiple == 0
        ? this
        : crop(0, 0, width - width % multiple, height - height % multiple);
  }

  private float[] cropPlane(float[] plane, int x, int y, int cropWidth, int cropHeight) {
    float[] out = new float[cropWidth * cropHeight];
    for (int row = 0; row < cropHeight; row++) {
      System.arraycopy(plane, (y + row) * width + x, out, row * cropWidth, cropWidth);
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pixels p
        && width == p.width
        && height == p.height
        && bitDepth == p.bitDepth
        && Arrays.deepEquals(colour, p.colour)
        && Arrays.equals(alpha, p.alpha);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(colour) + Arrays.hashCode(alpha);
  }

  @Override
  public String toString() {
    return width + "x" + height + (isGrey() ? " grey" : " RGB") + (alpha == null ? "" : "+alpha");
  }
}
