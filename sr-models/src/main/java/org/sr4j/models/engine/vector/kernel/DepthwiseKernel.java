package org.sr4j.models.engine.vector.kernel;

import org.sr4j.models.program.op.Window;

/**
 * Depthwise convolution: lanes run over channels. A stretch of a row is computed strip by strip,
 * whose sums are in registers until all taps are added; pixels of a strip lie as far apart as taps
 * do, so that an input is loaded once for all the pixels that see it.
 */
final class DepthwiseKernel implements ConvolutionKernel {

  private static final int LANES = Lanes.COUNT;

  /** Strips of a stretch, whose inputs and results fit the nearest cache. */
  private static final int STRIPS = 8;

  private static final float[] ZEROS = new float[LANES];

  private final ConvolutionSpec spec;
  private final Store store;
  private final int channels;

  /** Columns for which there is code of their own; 0 for all other windows. */
  private final int code;

  /** Pixels from one of a strip to the next: as many strips interlace. */
  private final int apart;

  /** Pixels that interlaced strips cover. */
  private final int cover;

  /** {@code [vector of channels][tap][lane]}. */
  private final float[] packed;

  private final Steps copied;

  /** Of the map read last, which is mostly the next one's too; whichever thread it was. */
  private Steps inPlace;

  DepthwiseKernel(ConvolutionSpec spec) {
    Window w = spec.window();
    this.spec = spec;
    this.store = new Store(spec);
    this.channels = FeatureMap.padded(spec.inputs());
    this.code = w.strideWidth() == 1 && isCoded(w.kernelWidth()) ? w.kernelWidth() : 0;
    this.apart = code == 0 ? 1 : w.dilationWidth();
    this.cover = apart * pixels();
    this.packed = new float[spec.taps() * channels];
    this.copied = new Steps(LANES, across(STRIPS) * LANES);
    if (spec.weight() != null) {
      weights(spec.weight(), spec.bias());
    }
  }

  /** Whether the convolution is of the kind that this kernel computes. */
  static boolean computes(ConvolutionSpec spec) {
    return spec.groups() == spec.inputs() && spec.outputs() == spec.inputs() && spec.shuffle() == 1;
  }

  private static boolean isCoded(int columns) {
    return columns == 3 || columns == 5 || columns == 7;
  }

  @Override
  public void weights(float[] weight, float[] bias) {
    int taps = spec.taps();
    for (int c = 0; c < spec.inputs(); c++) {
      for (int t = 0; t < taps; t++) {
        packed[(c / LANES * taps + t) * LANES + c % LANES] = weight[c * taps + t];
      }
    }
    store.bias(bias);
  }

  private int pixels() {
    return switch (code) {
      case 3 -> DepthwiseStrip.THREE;
      case 5 -> DepthwiseStrip.FIVE;
      case 7 -> DepthwiseStrip.SEVEN;
      default -> DepthwiseStrip.ANY;
    };
  }

  @Override
  public void rows(
      FeatureMap in, FeatureMap out, Fused fused, int rowBegin, int rowEnd, float[] scratch) {
    Window w = spec.window();
    int columns = (int) w.width(in.width());
    boolean plain = spec.slope() == null && spec.scale() == null && fused.isEmpty();
    boolean direct = plain && out.channelPitch() == 1 && columns >= cover;
    Steps inPlace = inPlace(in);
    int high = (w.kernelHeight() - 1) * w.dilationHeight() + 1;
    for (int y = rowBegin; y < rowEnd; y++) {
      int top = y * w.strideHeight() - w.top();
      for (int x = 0; x < columns; ) {
        int strips = Math.max(1, Math.min(STRIPS, (columns - x) / cover));
        int count = Math.min(strips * cover, columns - x);
        // The last strip overlaps the one before it rather than being shorter.
        int first = Math.max(0, Math.min(x, columns - cover));
        int left = first * w.strideWidth() - w.left();
        boolean copies = !WindowCopy.inside(in, top, left, high, across(strips));
        Steps steps = copies ? copied : inPlace;
        float[] map = copies ? scratch : in.data();
        for (int c = 0; c < channels; c += LANES) {
          int from = copies ? copy(in, top, left, strips, c, scratch) : in.index(top, left) + c;
          if (direct) {
            int o = out.index(y, first) + c;
            row(map, from, steps, strips, c, store.bias(), c, out.data(), o, out.pixelPitch());
          } else {
            row(map, from, steps, strips, c, ZEROS, 0, scratch, 0, LANES);
            int results = (x - first) * LANES;
            store.row(scratch, results, LANES, y, x, count, c, c + LANES, out, fused);
          }
        }
        x += count;
      }
    }
  }

  private Steps inPlace(FeatureMap in) {
    int pixel = in.pixelPitch();
    int row = spec.window().dilationHeight() * in.rowPitch();
    Steps known = inPlace;
    if (known == null || known.pixel != pixel || known.row != row) {
      known = new Steps(pixel, row);
      inPlace = known;
    }
    return known;
  }

  /** Copies what a stretch sees of one vector of channels; returns where it begins. */
  private int copy(FeatureMap in, int top, int left, int strips, int c, float[] scratch) {
    Window w = spec.window();
    int at = STRIPS * cover * LANES;
    int row = across(STRIPS) * LANES;
    for (int i = 0; i < w.kernelHeight(); i++) {
      int y = top + i * w.dilationHeight();
      WindowCopy.copy(in, c, LANES, y, left, 1, across(strips), scratch, at + i * row);
    }
    return at;
  }

  /** One row of a stretch; sums begin with {@code bias[n]}. */
  private void row(
      float[] a,
      int from,
      Steps steps,
      int strips,
      int c,
      float[] bias,
      int n,
      float[] out,
      int o,
      int step) {
    int[] taps = steps.taps;
    int row = steps.row;
    int at = c * spec.taps();
    int next = cover * spec.window().strideWidth() * steps.pixel;
    int to = apart * step;
    for (int i = 0; i < apart; i++) {
      int f = from + i * steps.pixel;
      int p = o + i * step;
      for (int s = 0; s < strips; s++, f += next, p += cover * step) {
        switch (code) {
          case 3 -> DepthwiseStrip.three(a, f, row, taps, packed, at, bias, n, out, p, to);
          case 5 -> DepthwiseStrip.five(a, f, row, taps, packed, at, bias, n, out, p, to);
          case 7 -> DepthwiseStrip.seven(a, f, row, taps, packed, at, bias, n, out, p, to);
          default -> DepthwiseStrip.any(a, f, taps, steps.pixels, packed, at, bias, n, out, p, to);
        }
      }
    }
  }

  /** Where taps and pixels lie in a map, or in a copy of a part of it. */
  private final class Steps {

    final int pixel;
    final int row;

    /** For {@link DepthwiseStrip}: distance of taps in each row, or offset of each tap. */
    final int[] taps;

    /** Distance of pixels for each tap. */
    final int[] pixels;

    Steps(int pixel, int row) {
      Window w = spec.window();
      this.pixel = pixel;
      this.row = row;
      taps = new int[code == 0 ? spec.taps() : w.kernelHeight()];
      pixels = new int[taps.length];
      for (int i = 0; i < taps.length; i++) {
        int y = i / w.kernelWidth();
        int x = i % w.kernelWidth();
        taps[i] = code == 0 ? y * row + x * w.dilationWidth() * pixel : w.dilationWidth() * pixel;
        pixels[i] = w.strideWidth() * pixel;
      }
    }
  }

  /** Columns that a stretch sees. */
  private int across(int strips) {
    Window w = spec.window();
    return (strips * cover - 1) * w.strideWidth() + (w.kernelWidth() - 1) * w.dilationWidth() + 1;
  }

  @Override
  public int rowCount(int height) {
    return (int) spec.window().height(height);
  }

  @Override
  public int rowStep() {
    return 1;
  }

  @Override
  public int scratchFloats() {
    return (STRIPS * cover + spec.window().kernelHeight() * across(STRIPS)) * LANES;
  }
}
