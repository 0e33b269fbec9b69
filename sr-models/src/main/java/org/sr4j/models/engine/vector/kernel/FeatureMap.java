package org.sr4j.models.engine.vector.kernel;

/**
 * A view of one feature map in an array of floats: channels last, element {@code (y,x,c)} at {@code
 * offset + y*rowPitch + x*pixelPitch + c*channelPitch}.
 *
 * <p>A map that a convolution reads has {@code channelPitch} 1 and room for {@link
 * #paddedChannels()} at each pixel, the padding being zero. A pitch of 0 repeats: a map with {@code
 * pixelPitch} and {@code rowPitch} 0 is one vector of channels at every pixel.
 *
 * @param data the array, shared with other maps
 * @param offset index of element {@code (0,0,0)}
 * @param height pixels
 * @param width pixels
 * @param channels values per pixel without padding
 * @param channelPitch floats from channel to channel: 1, or a plane's size in a planar picture
 * @param pixelPitch floats from pixel to pixel; more than the channels if the map is a range of
 *     channels of a wider one
 * @param rowPitch floats from row to row
 * @param border pixels around the map, on all four sides, that hold zeros. Readers whose window
 *     reaches beyond the map use them if there are enough, and copy the window's surroundings if
 *     not: a border is a gain, never a need.
 */
public record FeatureMap(
    float[] data,
    int offset,
    int height,
    int width,
    int channels,
    int channelPitch,
    int pixelPitch,
    int rowPitch,
    int border) {

  /** Channels come in blocks of this many floats: the widest vector. */
  public static final int CHANNEL_BLOCK = 16;

  public FeatureMap {
    if (height < 1 || width < 1 || channels < 1 || border < 0) {
      throw new IllegalArgumentException(
          "map %dx%dx%d, border %d".formatted(height, width, channels, border));
    }
    long first = offset - (long) border * (rowPitch + (long) pixelPitch);
    long last =
        offset
            + (height - 1L + border) * rowPitch
            + (width - 1L + border) * pixelPitch
            + (channels - 1L) * channelPitch;
    if (first < 0 || last >= data.length) {
      throw new IllegalArgumentException(
          "map %dx%dx%d with border %d reaches from %d to %d of %d floats"
              .formatted(height, width, channels, border, first, last, data.length));
    }
  }

  /** The smallest multiple of {@link #CHANNEL_BLOCK} that holds {@code channels}. */
  public static int padded(int channels) {
    return Math.addExact(channels, CHANNEL_BLOCK - 1) / CHANNEL_BLOCK * CHANNEL_BLOCK;
  }

  /** A new map of zeros, channels last. */
  public static FeatureMap allocate(int height, int width, int channels, int border) {
    int pixelPitch = padded(channels);
    int rowPitch = Math.multiplyExact(width + 2 * border, pixelPitch);
    float[] data = new float[Math.multiplyExact(height + 2 * border, rowPitch)];
    int offset = border * (rowPitch + pixelPitch);
    return new FeatureMap(data, offset, height, width, channels, 1, pixelPitch, rowPitch, border);
  }

  /** A new planar map of zeros, {@code [C,H,W]}. */
  public static FeatureMap allocatePlanar(int height, int width, int channels) {
    int plane = Math.multiplyExact(height, width);
    float[] data = new float[Math.multiplyExact(plane, channels)];
    return new FeatureMap(data, 0, height, width, channels, plane, 1, width, 0);
  }

  /** One value per channel, the same at every pixel. {@code values} is padded by the caller. */
  public static FeatureMap perChannel(float[] values, int height, int width, int channels) {
    return new FeatureMap(values, 0, height, width, channels, 1, 0, 0, 0);
  }

  /** Some of the channels, beginning at a multiple of {@link #CHANNEL_BLOCK}. */
  public FeatureMap range(int firstChannel, int count) {
    return new FeatureMap(
        data,
        offset + firstChannel * channelPitch,
        height,
        width,
        count,
        channelPitch,
        pixelPitch,
        rowPitch,
        border);
  }

  /** Channels with their padding. */
  public int paddedChannels() {
    return padded(channels);
  }

  /** Index of channel 0 of a pixel, which may lie in the border. */
  public int index(int y, int x) {
    return offset + y * rowPitch + x * pixelPitch;
  }
}
