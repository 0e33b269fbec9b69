package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;
import org.sr4j.models.program.op.Window;

/**
 * Dense convolution of stride 1 with few outputs, such as a network's last one: lanes run over the
 * inputs, so that no lane computes an output that is not there.
 */
final class FewOutputsKernel implements ConvolutionKernel {

  private static final int LANES = Lanes.COUNT;
  private static final int MOST_SUMS = 24;
  private static final int MOST_PIXELS = 12;

  private final ConvolutionSpec spec;
  private final Store store;
  private final int channels;
  private final int positions;

  /** Outputs computed at a time: 1, 3 or 4. */
  private final int width;

  private final int pixels;

  /** {@code [outputs by width][tap][vector of inputs][output][lane]}. */
  private final float[] packed;

  FewOutputsKernel(ConvolutionSpec spec) {
    this.spec = spec;
    this.store = new Store(spec);
    this.channels = FeatureMap.padded(spec.inputs());
    this.positions = FeatureMap.padded(spec.outputs());
    this.width = spec.outputs() == 1 ? 1 : spec.outputs() % 4 == 0 ? 4 : 3;
    this.pixels = width == 1 ? MOST_PIXELS : (Lanes.MANY_REGISTERS ? 24 : 12) / width;
    int passes = (spec.outputs() + width - 1) / width;
    this.packed = new float[passes * width * spec.taps() * channels];
    if (spec.weight() != null) {
      weights(spec.weight(), spec.bias());
    }
  }

  /** Whether the convolution is of the kind that this kernel computes. */
  static boolean computes(ConvolutionSpec spec) {
    Window w = spec.window();
    return spec.groups() == 1
        && w.strideHeight() == 1
        && w.strideWidth() == 1
        && w.dilationHeight() == 1
        && w.dilationWidth() == 1;
  }

  @Override
  public void weights(float[] weight, float[] bias) {
    int taps = spec.taps();
    int inputs = spec.inputs();
    for (int n = 0; n < spec.outputs(); n++) {
      int pass = n / width * width * taps * channels;
      int output = spec.outputAt(n);
      for (int i = 0; i < inputs; i++) {
        for (int t = 0; t < taps; t++) {
          int vector = ((t * channels + i) / LANES * width + n % width) * LANES;
          packed[pass + vector + i % LANES] = weight[(output * inputs + i) * taps + t];
        }
      }
    }
    store.bias(bias);
  }

  @Override
  public void rows(
      FeatureMap in, FeatureMap out, Fused fused, int rowBegin, int rowEnd, float[] scratch) {
    int columns = (int) spec.window().width(in.width());
    int results = MOST_SUMS * LANES;
    Arrays.fill(scratch, results, results + pixels * positions, 0);
    for (int y = rowBegin; y < rowEnd; y++) {
      for (int x = 0; x < columns; x += pixels) {
        int count = Math.min(pixels, columns - x);
        block(in, y, x, scratch);
        store.row(scratch, results, positions, y, x, count, 0, positions, out, fused);
      }
    }
  }

  private void block(FeatureMap in, int y, int x, float[] scratch) {
    Window w = spec.window();
    int top = y - w.top();
    int left = x - w.left();
    int across = pixels + w.kernelWidth() - 1;
    float[] map = in.data();
    int from = in.index(top, left);
    int pitch = in.pixelPitch();
    int rowPitch = in.rowPitch();
    if (pitch != channels || !WindowCopy.inside(in, top, left, w.kernelHeight(), across)) {
      map = scratch;
      from = edge();
      pitch = channels;
      rowPitch = across * channels;
      WindowCopy.copy(in, 0, channels, top, left, w.kernelHeight(), across, scratch, from);
    }
    int run = w.kernelWidth() * channels / LANES;
    int skip = rowPitch - w.kernelWidth() * channels;
    for (int n = 0; n < spec.outputs(); n += width) {
      int weights = n * spec.taps() * channels;
      sums(map, from, pitch, run, skip, w.kernelHeight(), weights, scratch);
      total(n, scratch);
    }
  }

  private void sums(
      float[] map, int from, int pitch, int run, int skip, int runs, int at, float[] sums) {
    if (width == 1) {
      FewOutputsMicroKernels.one(map, from, pitch, run, skip, runs, packed, at, sums, 0);
    } else if (width == 3 && Lanes.MANY_REGISTERS) {
      FewOutputsMicroKernels.three(map, from, pitch, run, skip, runs, packed, at, sums, 0);
    } else if (width == 3) {
      FewOutputsMicroKernels.threeNarrow(map, from, pitch, run, skip, runs, packed, at, sums, 0);
    } else if (Lanes.MANY_REGISTERS) {
      FewOutputsMicroKernels.four(map, from, pitch, run, skip, runs, packed, at, sums, 0);
    } else {
      FewOutputsMicroKernels.fourNarrow(map, from, pitch, run, skip, runs, packed, at, sums, 0);
    }
  }

  /** Adds up the lanes of each sum. */
  private void total(int n, float[] scratch) {
    int results = MOST_SUMS * LANES;
    for (int s = 0; s < pixels * width; s++) {
      int output = n + s % width;
      if (output < spec.outputs()) {
        scratch[results + s / width * positions + output] = total(scratch, s * LANES);
      }
    }
  }

  /** Four sums at a time: one would wait for itself. */
  private static float total(float[] lanes, int from) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int l = from; l < from + LANES; l += 4) {
      a += lanes[l];
      b += lanes[l + 1];
      c += lanes[l + 2];
      d += lanes[l + 3];
    }
    return a + b + (c + d);
  }

  @Override
  public int rowCount(int height) {
    return (int) spec.window().height(height);
  }

  @Override
  public int rowStep() {
    return 1;
  }

  private int edge() {
    return MOST_SUMS * LANES + MOST_PIXELS * positions;
  }

  @Override
  public int scratchFloats() {
    Window w = spec.window();
    return edge() + w.kernelHeight() * (pixels + w.kernelWidth() - 1) * channels;
  }
}
