package org.sr4j.eval.metric;

import java.util.Arrays;

/** One plane of samples in double precision: {@code [H,W]}, row-major. The array is not copied. */
public final class Plane {

  private final int width;
  private final int height;
  private final double[] samples;

  private Plane(int width, int height, double[] samples) {
    if (width < 1 || height < 1 || samples.length != (long) width * height) {
      throw new IllegalArgumentException(
          "a plane of " + width + "x" + height + " with " + samples.length + " samples");
    }
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /**
   * @throws IllegalArgumentException unless there are {@code width * height} samples, at least one
   */
  public static Plane of(int width, int height, double[] samples) {
    return new Plane(width, height, samples);
  }

  /** The same from single precision (copied). */
  public static Plane of(int width, int height, float[] samples) {
    double[] wide = new double[samples.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = samples[i];
    }
    return new Plane(width, height, wide);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Row-major, not a copy: readers must not write to it. */
  public double[] samples() {
    return samples;
  }

  /**
   * This plane without {@code border} rows and columns on each of its four sides.
   *
   * @throws IllegalArgumentException if nothing would be left
   */
  public Plane shaved(int border) {
    if (border == 0) {
      return this;
    }
    int innerWidth = width - 2 * border;
    int innerHeight = height - 2 * border;
    if (border < 0 || innerWidth < 1 || innerHeight < 1) {
      throw new IllegalArgumentException(
          "cannot shave " + border + " samples from each side of " + width + "x" + height);
    }
    double[] inner = new double[innerWidth * innerHeight];
    for (int y = 0; y < innerHeight; y++) {
      System.arraycopy(samples, (y + border) * width + border, inner, y * innerWidth, innerWidth);
    }
    return new Plane(innerWidth, innerHeight, inner);
  }

  void requireSizeOf(Plane other) {
    if (width != other.width || height != other.height) {
      throw new IllegalArgumentException(
          "planes of different sizes: "
              + (width + "x" + height + " and " + other.width + "x" + other.height));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Plane p
        && width == p.width
        && height == p.height
        && Arrays.equals(samples, p.samples);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "plane " + width + "x" + height;
  }
}
