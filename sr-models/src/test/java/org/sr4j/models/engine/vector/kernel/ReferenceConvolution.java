package org.sr4j.models.engine.vector.kernel;

import org.sr4j.models.program.op.Window;

/** What a kernel must compute, in double precision and by the definition. */
final class ReferenceConvolution {

  private final ConvolutionSpec spec;

  ReferenceConvolution(ConvolutionSpec spec) {
    this.spec = spec;
  }

  /** A value and the size of the terms that it is the sum of, to which rounding is relative. */
  record Value(double value, double magnitude) {}

  /** The stored element at a pixel of the shuffled result. */
  Value at(FeatureMap in, Fused fused, int row, int column, int c) {
    int r = spec.shuffle();
    int y = (row + spec.cutTop()) / r;
    int x = (column + spec.cutLeft()) / r;
    int i = (row + spec.cutTop()) % r;
    int j = (column + spec.cutLeft()) % r;
    int output = c * r * r + i * r + j;
    double v = spec.bias() == null ? 0 : spec.bias()[output];
    double magnitude = Math.abs(v);
    Window w = spec.window();
    int perGroup = spec.inputsPerGroup();
    int firstInput = output / spec.outputsPerGroup() * perGroup;
    for (int ky = 0; ky < w.kernelHeight(); ky++) {
      for (int kx = 0; kx < w.kernelWidth(); kx++) {
        int sy = y * w.strideHeight() - w.top() + ky * w.dilationHeight();
        int sx = x * w.strideWidth() - w.left() + kx * w.dilationWidth();
        if (sy < 0 || sy >= in.height() || sx < 0 || sx >= in.width()) {
          continue;
        }
        for (int k = 0; k < perGroup; k++) {
          int tap = ((output * perGroup + k) * w.kernelHeight() + ky) * w.kernelWidth() + kx;
          double term = (double) spec.weight()[tap] * in.data()[in.index(sy, sx) + firstInput + k];
          v += term;
          magnitude += Math.abs(term);
        }
      }
    }
    double add = element(fused.add(), row, column, c, 0);
    v += add;
    magnitude += Math.abs(add);
    double slope = spec.slope() == null ? 1 : spec.slope()[output];
    double scale = spec.scale() == null ? 1 : spec.scale()[output];
    double multiply = element(fused.multiply(), row, column, c, 1);
    double residual = element(fused.residual(), row, column, c, 0);
    v = (Math.max(v, 0) + slope * Math.min(v, 0)) * scale * multiply + residual;
    double gain = Math.max(1, Math.abs(slope)) * Math.abs(scale * multiply);
    return new Value(v, magnitude * gain + Math.abs(residual));
  }

  private static double element(FeatureMap map, int row, int column, int c, double absent) {
    return map == null ? absent : map.data()[map.index(row, column) + c * map.channelPitch()];
  }
}
