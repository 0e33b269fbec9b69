package org.sr4j.data.image;

/**
 * The one place where samples become integers: {@code floor(clamp(v, 0, 1) * max + 0.5)}, halves
 * upwards as in MATLAB's {@code im2uint8}.
 */
public final class Quantisation {

  private static final float[] FROM_8_BIT = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      FROM_8_BIT[i] = i / 255f;
    }
  }

  private Quantisation() {}

  /** Largest integer sample of a bit depth: 255 or 65535. */
  public static int maxSample(int bitDepth) {
    return (1 << bitDepth) - 1;
  }

  /**
   * @param value sample, nominally in {@code [0,1]}; NaN becomes 0
   * @param maxSample 255 or 65535
   */
  public static int quantise(float value, int maxSample) {
    return (int) (Math.min(Math.max(value, 0f), 1f) * (double) maxSample + 0.5);
  }

  /** {@link #quantise(float, int)} to 8 bits. */
  public static byte to8Bit(float value) {
    return (byte) quantise(value, 255);
  }

  /** The sample in {@code [0,1]} of an 8-bit value: {@code (value & 0xff) / 255f}. */
  public static float from8Bit(byte value) {
    return FROM_8_BIT[value & 0xff];
  }

  /** All of a plane to 8 bits. */
  public static byte[] to8Bit(float[] plane) {
    byte[] out = new byte[plane.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = to8Bit(plane[i]);
    }
    return out;
  }
}
