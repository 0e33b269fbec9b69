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
    // The cast takes NaN to 0 and huge values to the largest int; clamping integers is cheaper.
    int level = (int) (value * (double) maxSample + 0.5);
    return level < 0 ? 0 : Math.min(level, maxSample);
  }

  /**
   * {@link #quantise(float, int)} of a row, left as doubles for further sums; NaN stays NaN.
   *
   * @param from first sample in {@code plane}
   * @param offset first place in {@code out}
   */
  public static void quantise(
      float[] plane, int from, double[] out, int offset, int length, int maxSample) {
    for (int i = 0; i < length; i++) {
      out[offset + i] = plane[from + i] * (double) maxSample;
    }
    // A loop of its own, without casts: the JIT compiler turns it into vector instructions.
    for (int i = offset; i < offset + length; i++) {
      out[i] = Math.floor(Math.min(Math.max(out[i], 0), maxSample) + 0.5);
    }
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
