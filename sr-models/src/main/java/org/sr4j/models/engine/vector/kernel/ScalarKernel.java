package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;
import org.sr4j.models.program.op.Window;

/** Any convolution, one pixel after the other. */
final class ScalarKernel implements ConvolutionKernel {

  private final ConvolutionSpec spec;
  private final Store store;

  /** {@code [tap][input of group][outputs in the store's order, padded]}. */
  private final float[] packed;

  private final int positions;

  ScalarKernel(ConvolutionSpec spec) {
    this.spec = spec;
    this.store = new Store(spec);
    this.positions = FeatureMap.padded(spec.outputs());
    this.packed = new float[spec.taps() * spec.inputsPerGroup() * positions];
    if (spec.weight() != null) {
      weights(spec.weight(), spec.bias());
    }
  }

  @Override
  public void weights(float[] weight, float[] bias) {
    int taps = spec.taps();
    int perGroup = spec.inputsPerGroup();
    for (int n = 0; n < spec.outputs(); n++) {
      int output = spec.outputAt(n);
      for (int i = 0; i < perGroup; i++) {
        for (int t = 0; t < taps; t++) {
          packed[(t * perGroup + i) * positions + n] = weight[(output * perGroup + i) * taps + t];
        }
      }
    }
    store.bias(bias);
  }

  @Override
  public void rows(
      FeatureMap in, FeatureMap out, Fused fused, int rowBegin, int rowEnd, float[] scratch) {
    int width = (int) spec.window().width(in.width());
    for (int y = rowBegin; y < rowEnd; y++) {
      for (int x = 0; x < width; x++) {
        Arrays.fill(scratch, 0, positions, 0);
        pixel(in, y, x, scratch);
        store.row(scratch, 0, positions, y, x, 1, 0, positions, out, fused);
      }
    }
  }

  private void pixel(FeatureMap in, int y, int x, float[] sums) {
    Window w = spec.window();
    int perGroup = spec.inputsPerGroup();
    for (int ky = 0; ky < w.kernelHeight(); ky++) {
      int row = y * w.strideHeight() - w.top() + ky * w.dilationHeight();
      for (int kx = 0; kx < w.kernelWidth(); kx++) {
        int column = x * w.strideWidth() - w.left() + kx * w.dilationWidth();
        if (row < 0 || row >= in.height() || column < 0 || column >= in.width()) {
          continue;
        }
        int tap = (ky * w.kernelWidth() + kx) * perGroup;
        for (int n = 0; n < spec.outputs(); n++) {
          int group = spec.outputAt(n) / spec.outputsPerGroup();
          int pixel = in.index(row, column) + group * perGroup;
          for (int i = 0; i < perGroup; i++) {
            sums[n] += in.data()[pixel + i] * packed[(tap + i) * positions + n];
          }
        }
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

  @Override
  public int scratchFloats() {
    return positions;
  }
}
