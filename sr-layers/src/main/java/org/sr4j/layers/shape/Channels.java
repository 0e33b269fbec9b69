package org.sr4j.layers.shape;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Parts of a feature map {@code [N,C,H,W]} along C.
 *
 * <p>Ranges are strided slices and not outputs of a split operation: SameDiff 1.0.0-M2.1 gives
 * wrong gradients to a multi-output operation of which an output is unused. A range of one value in
 * all, one channel of one sample of one pixel, has a wrong gradient too: do not take it of a 1x1
 * map.
 */
public final class Channels {

  /** All axes but the channels, as a strided slice's mask: taken from begin to end. */
  private static final int ALL_BUT_CHANNELS = 0b1101;

  private Channels() {}

  /** Channels {@code from} (inclusive) to {@code to} (exclusive): {@code [N,to-from,H,W]}. */
  public static SDVariable range(SDVariable x, int from, int to) {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("channels " + from + " to " + to);
    }
    return slice(x, from, to);
  }

  private static SDVariable slice(SDVariable x, int from, int to) {
    return x.getSameDiff()
        .stridedSlice(
            x,
            new long[] {0, from, 0, 0},
            new long[] {0, to, 0, 0},
            new long[] {1, 1, 1, 1},
            ALL_BUT_CHANNELS,
            ALL_BUT_CHANNELS,
            0,
            0,
            0);
  }

  /** {@code parts} equal ranges. */
  public static SDVariable[] split(SDVariable x, int channels, int parts) {
    if (channels % parts != 0) {
      throw new IllegalArgumentException(channels + " channels in " + parts + " parts");
    }
    SDVariable[] ranges = new SDVariable[parts];
    int size = channels / parts;
    for (int i = 0; i < parts; i++) {
      ranges[i] = parts == 1 ? x : range(x, i * size, (i + 1) * size);
    }
    return ranges;
  }

  /** Joins maps of one size. */
  public static SDVariable concat(SDVariable... maps) {
    return maps.length == 1 ? maps[0] : maps[0].getSameDiff().concat(1, maps);
  }
}
