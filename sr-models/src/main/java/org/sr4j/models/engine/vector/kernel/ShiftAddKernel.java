package org.sr4j.models.engine.vector.kernel;

import org.sr4j.models.program.op.Window;

/**
 * Dense convolution of stride 1 with few outputs, such as a network's last one: each pixel's
 * products with the weights of all taps and outputs, as one product of matrices that reads the map
 * in place, and then sums of shifted rows and columns of them (Anderson, Vasudevan, Keane, Gregg,
 * "Low-memory GEMM-based convolution algorithms for deep neural networks", 2017: kn2row). A lane
 * per tap and output leaves few lanes unused where a lane per output would leave most.
 */
final class ShiftAddKernel implements ConvolutionKernel {

  /** Most outputs: a vector of sums. */
  static final int MOST_OUTPUTS = FeatureMap.CHANNEL_BLOCK;

  private static final int BLOCK = FeatureMap.CHANNEL_BLOCK;

  /** Pixels of a row that are multiplied at a time: products and sums stay in the cache. */
  private static final int PIXELS = 72;

  private static final int ROWS = 8;

  private final ConvolutionSpec spec;
  private final Store store;
  private final Gemm gemm;
  private final int kernelHeight;
  private final int kernelWidth;

  /** Floats of a row of taps, and of a pixel's sums over the rows of taps. */
  private final int tapRow;

  private final int sumPitch;

  /**
   * Inputs that are read: a multiple of four, as products go fastest. Padding channels are zero.
   */
  private final int depth;

  /** {@code [input][row of taps][tap][output]}. */
  private final float[] packed;

  /** One input's products' weights. */
  private final float[] row;

  ShiftAddKernel(ConvolutionSpec spec) {
    Window window = spec.window();
    this.spec = spec;
    this.store = new Store(spec);
    this.kernelHeight = window.kernelHeight();
    this.kernelWidth = window.kernelWidth();
    this.gemm = new Gemm(FeatureMap.padded(spec.taps() * spec.outputs()));
    this.tapRow = kernelWidth * spec.outputs();
    this.sumPitch = FeatureMap.padded(tapRow);
    this.depth = (spec.inputs() + 3) / 4 * 4;
    this.packed = new float[depth * gemm.columns()];
    this.row = new float[gemm.columns()];
    if (spec.weight() != null) {
      weights(spec.weight(), spec.bias());
    }
  }

  /** Whether the convolution is of the kind that this kernel computes. */
  static boolean computes(ConvolutionSpec spec) {
    Window w = spec.window();
    return spec.groups() == 1
        && spec.outputs() <= MOST_OUTPUTS
        && spec.taps() > 1
        && w.kernelWidth() < PIXELS / 2
        && w.strideHeight() == 1
        && w.strideWidth() == 1
        && w.dilationHeight() == 1
        && w.dilationWidth() == 1;
  }

  @Override
  public void weights(float[] weight, float[] bias) {
    int taps = spec.taps();
    int inputs = spec.inputs();
    int outputs = spec.outputs();
    for (int i = 0; i < inputs; i++) {
      for (int t = 0; t < taps; t++) {
        for (int n = 0; n < outputs; n++) {
          row[t * outputs + n] = weight[(spec.outputAt(n) * inputs + i) * taps + t];
        }
      }
      gemm.pack(row, 0, i, depth, packed, 0);
    }
    store.bias(bias);
  }

  @Override
  public void rows(
      FeatureMap in, FeatureMap out, Fused fused, int rowBegin, int rowEnd, float[] scratch) {
    int width = (int) spec.window().width(in.width());
    int step = PIXELS - kernelWidth + 1;
    for (int x = 0; x < width; x += step) {
      strip(in, out, fused, rowBegin, rowEnd, x, Math.min(step, width - x), scratch);
    }
  }

  /** Some columns of all rows: each row of the map is added to all rows that see it. */
  private void strip(
      FeatureMap in,
      FeatureMap out,
      Fused fused,
      int rowBegin,
      int rowEnd,
      int x,
      int count,
      float[] scratch) {
    int top = spec.window().top();
    int across = count + kernelWidth - 1;
    for (int r = rowBegin - top; r < rowEnd - top + kernelHeight - 1; r++) {
      boolean inside = r >= 0 && r < in.height();
      if (inside) {
        multiply(in, r, x - spec.window().left(), across, scratch);
      }
      for (int ky = 0; ky < kernelHeight; ky++) {
        int y = r + top - ky;
        if (y >= rowBegin && y < rowEnd) {
          int sums = sums(y);
          if (ky == 0 && !inside) {
            ShiftedSums.clear(scratch, sums, across * sumPitch);
          } else if (inside) {
            int from = ky * tapRow;
            int pitch = gemm.columns();
            ShiftedSums.add(
                scratch, from, pitch, sumPitch, scratch, sums, sumPitch, across, ky == 0);
          }
        }
      }
      int y = r + top - kernelHeight + 1;
      if (y >= rowBegin) {
        for (int kx = 0; kx < kernelWidth; kx++) {
          int from = sums(y) + kx * sumPitch + kx * spec.outputs();
          ShiftedSums.add(
              scratch, from, sumPitch, BLOCK, scratch, results(), BLOCK, count, kx == 0);
        }
        ShiftedSums.clearUnused(scratch, results(), spec.outputs(), count);
        store.row(scratch, results(), BLOCK, y, x, count, 0, BLOCK, out, fused);
      }
    }
  }

  /** Products of pixels of a row, zeros beyond its ends. */
  private void multiply(FeatureMap in, int y, int x, int across, float[] scratch) {
    int begin = Math.max(0, -x);
    int end = Math.max(begin, Math.min(across, in.width() - x));
    int count = end - begin;
    float[] a = in.data();
    int from = in.index(y, x + begin);
    int pitch = in.pixelPitch();
    if (from + (count + Gemm.MOST_ROWS) * (long) pitch > a.length) {
      WindowCopy.copy(in, 0, depth, y, x + begin, 1, count, scratch, edge());
      a = scratch;
      from = edge();
      pitch = depth;
    }
    int columns = gemm.columns();
    int to = begin * columns;
    gemm.multiply(a, from, pitch, count, packed, 0, depth, scratch, to, columns);
    ShiftedSums.clear(scratch, 0, to);
    ShiftedSums.clear(scratch, end * columns, (across - end) * columns);
  }

  @Override
  public int rowCount(int height) {
    return (int) spec.window().height(height);
  }

  @Override
  public int rowStep() {
    // Rows of the map that a range shares with its neighbours are multiplied for both.
    return ROWS;
  }

  // Scratch memory: products of a row, rows of sums, results, an edge. Vectors are read whole, so
  // each ends with room for one more.

  private int sums(int y) {
    int row = PIXELS * sumPitch + BLOCK;
    return (PIXELS + Gemm.MOST_ROWS) * gemm.columns() + BLOCK + y % kernelHeight * row;
  }

  private int results() {
    return sums(kernelHeight - 1) + PIXELS * sumPitch + BLOCK;
  }

  private int edge() {
    return results() + PIXELS * BLOCK;
  }

  @Override
  public int scratchFloats() {
    return edge() + (PIXELS + Gemm.MOST_ROWS) * depth;
  }
}
