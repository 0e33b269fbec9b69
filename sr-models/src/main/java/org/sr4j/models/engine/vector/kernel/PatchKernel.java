package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;
import org.sr4j.models.program.op.Window;

/**
 * Any convolution as a product of matrices: patches of the input times the weights. A dense 1x1
 * convolution reads its input in place.
 */
final class PatchKernel implements ConvolutionKernel {

  /** Floats of patches that are multiplied at a time: they stay in the second-level cache. */
  private static final int BLOCK_FLOATS = 32 * 1024;

  private static final int MOST_PIXELS = 72;

  private final ConvolutionSpec spec;
  private final Store store;
  private final PatchGather gather;
  private final Gemm gemm;
  private final boolean pointwise;
  private final int pixels;
  private final int positions;

  /** Groups whose results lie in the store's order already. */
  private final boolean ordered;

  /** Of group g from {@code g * k * columns} on. */
  private final float[] packed;

  /** One row of a group's matrix. */
  private final float[] row;

  /** Position of each output. */
  private final int[] position;

  PatchKernel(ConvolutionSpec spec) {
    this.spec = spec;
    this.store = new Store(spec);
    this.gather = new PatchGather(spec.window(), spec.inputs(), spec.inputsPerGroup());
    this.gemm = new Gemm(FeatureMap.padded(spec.outputsPerGroup()));
    this.pointwise = isPointwise(spec);
    this.positions = FeatureMap.padded(spec.outputs());
    this.ordered =
        spec.groups() == 1
            || spec.shuffle() == 1 && spec.outputsPerGroup() % FeatureMap.CHANNEL_BLOCK == 0;
    this.pixels = pixels(pointwise ? spec.inputs() : gather.pitch(), gemm);
    this.row = new float[gemm.columns()];
    this.packed = new float[spec.groups() * gather.length() * gemm.columns()];
    this.position = new int[spec.outputs()];
    for (int n = 0; n < spec.outputs(); n++) {
      position[spec.outputAt(n)] = n;
    }
    if (spec.weight() != null) {
      weights(spec.weight(), spec.bias());
    }
  }

  private static boolean isPointwise(ConvolutionSpec spec) {
    Window w = spec.window();
    return spec.taps() == 1
        && w.strideHeight() == 1
        && w.strideWidth() == 1
        && w.top() + w.left() + w.bottom() + w.right() == 0;
  }

  private static int pixels(int pitch, Gemm gemm) {
    int most = Math.min(MOST_PIXELS, BLOCK_FLOATS / pitch);
    int even = most >= gemm.evenRows() ? gemm.evenRows() : gemm.groupOfRows();
    return Math.max(even, most / even * even);
  }

  @Override
  public void weights(float[] weight, float[] bias) {
    int taps = spec.taps();
    int inputs = spec.inputsPerGroup();
    int outputs = spec.outputsPerGroup();
    int k = gather.length();
    for (int g = 0; g < spec.groups(); g++) {
      for (int t = 0; t < taps; t++) {
        for (int i = 0; i < inputs; i++) {
          for (int n = 0; n < outputs; n++) {
            int output = g * outputs + (spec.groups() == 1 ? spec.outputAt(n) : n);
            row[n] = weight[(output * inputs + i) * taps + t];
          }
          gemm.pack(row, 0, t * inputs + i, k, packed, g * k * gemm.columns());
        }
      }
    }
    store.bias(bias);
  }

  @Override
  public void rows(
      FeatureMap in, FeatureMap out, Fused fused, int rowBegin, int rowEnd, float[] scratch) {
    int width = (int) spec.window().width(in.width());
    // Pixels are numbered through the rows, so that narrow maps fill the matrices too.
    boolean continuous = !pointwise || in.rowPitch() == width * in.pixelPitch();
    int last = (rowEnd - rowBegin) * width;
    for (int p = 0; p < last; ) {
      int end = continuous ? last : p - p % width + width;
      int count = Math.min(pixels, end - p);
      block(in, out, fused, rowBegin, width, p, count, scratch);
      p += count;
    }
  }

  private void block(
      FeatureMap in,
      FeatureMap out,
      Fused fused,
      int rowBegin,
      int width,
      int first,
      int count,
      float[] scratch) {
    int results = (pixels + Gemm.MOST_ROWS) * gather.pitch();
    int k = gather.length();
    for (int g = 0; g < spec.groups(); g++) {
      float[] a = scratch;
      int from = 0;
      int pitch = gather.pitch();
      int start = in.index(rowBegin + first / width, first % width);
      int reach = start + (count + Gemm.MOST_ROWS) * in.pixelPitch();
      if (pointwise && reach <= in.data().length) {
        a = in.data();
        from = start + g * spec.inputsPerGroup();
        pitch = in.pixelPitch();
      } else {
        gather(in, g * spec.inputsPerGroup(), rowBegin, width, first, count, scratch);
      }
      if (pointwise && in.height() * in.width() == 1) {
        gemm.multiplyRow(a, from, packed, g * k * gemm.columns(), k, scratch, results);
      } else {
        gemm.multiply(
            a,
            from,
            pitch,
            count,
            packed,
            g * k * gemm.columns(),
            k,
            scratch,
            results,
            gemm.columns());
      }
      if (ordered) {
        int n = g * spec.outputsPerGroup();
        store(
            out,
            fused,
            rowBegin,
            width,
            first,
            count,
            scratch,
            results,
            gemm.columns(),
            n,
            n + gemm.columns());
      } else {
        scatter(g, count, scratch, results);
      }
    }
    if (!ordered) {
      int from = results + (pixels + Gemm.MOST_ROWS) * gemm.columns();
      store(out, fused, rowBegin, width, first, count, scratch, from, positions, 0, positions);
    }
  }

  private void gather(
      FeatureMap in,
      int firstChannel,
      int rowBegin,
      int width,
      int first,
      int count,
      float[] scratch) {
    for (int p = 0; p < count; ) {
      int x = (first + p) % width;
      int n = Math.min(width - x, count - p);
      int y = rowBegin + (first + p) / width;
      gather.row(in, firstChannel, y, x, n, scratch, p * gather.pitch(), stage());
      p += n;
    }
  }

  private void store(
      FeatureMap out,
      Fused fused,
      int rowBegin,
      int width,
      int first,
      int count,
      float[] scratch,
      int from,
      int pitch,
      int firstPosition,
      int endPosition) {
    for (int p = 0; p < count; ) {
      int x = (first + p) % width;
      int n = Math.min(width - x, count - p);
      int y = rowBegin + (first + p) / width;
      int row = from + p * pitch;
      store.row(scratch, row, pitch, y, x, n, firstPosition, endPosition, out, fused);
      p += n;
    }
  }

  /** Brings a group's results into the store's order. */
  private void scatter(int g, int count, float[] scratch, int results) {
    int to = results + (pixels + Gemm.MOST_ROWS) * gemm.columns();
    int outputs = spec.outputsPerGroup();
    for (int p = 0; p < count; p++) {
      for (int n = 0; n < outputs; n++) {
        scratch[to + p * positions + position[g * outputs + n]] =
            scratch[results + p * gemm.columns() + n];
      }
      if (g == 0) {
        int padding = to + p * positions + spec.outputs();
        Arrays.fill(scratch, padding, to + (p + 1) * positions, 0);
      }
    }
  }

  @Override
  public int rowCount(int height) {
    return (int) spec.window().height(height);
  }

  @Override
  public int rowStep() {
    return 1;
  }

  private int stage() {
    return scratchFloats() - gather.stageFloats(pixels);
  }

  @Override
  public int scratchFloats() {
    int patches = (pixels + Gemm.MOST_ROWS) * gather.pitch();
    int results = (pixels + Gemm.MOST_ROWS) * gemm.columns();
    return patches + results + (ordered ? 0 : pixels * positions) + gather.stageFloats(pixels);
  }
}
