package org.sr4j.models.engine.vector.kernel;

import java.util.Arrays;

/** {@code G g G^T} of all filters, in double precision, and into the panels of the products. */
final class FilterTransform {

  private final ConvolutionSpec spec;
  private final double[][] g;
  private final int side;
  private final double[][] taps;
  private final double[][] half;
  private final double[] sum;
  private final float[] point;

  FilterTransform(ConvolutionSpec spec, WinogradTile tile) {
    this.spec = spec;
    this.g = tile.filterTransform();
    this.side = tile.taps();
    int padded = FeatureMap.padded(spec.outputs());
    this.taps = new double[side * side][padded];
    this.half = new double[side][padded];
    this.sum = new double[padded];
    this.point = new float[FeatureMap.padded(spec.outputs())];
  }

  /** Fills the blocks' matrices, {@code [block][point][input][output]}. */
  void pack(float[] weight, Gemm[] blocks, float[][] filters) {
    int inputs = spec.inputs();
    for (int i = 0; i < inputs; i++) {
      for (int n = 0; n < spec.outputs(); n++) {
        int from = (spec.outputAt(n) * inputs + i) * side * side;
        for (int t = 0; t < side * side; t++) {
          taps[t][n] = weight[from + t];
        }
      }
      for (int u = 0; u < g.length; u++) {
        for (int s = 0; s < side; s++) {
          weigh(g[u], taps, s, side, half[s]);
        }
        for (int v = 0; v < g.length; v++) {
          weigh(g[v], half, 0, 1, sum);
          for (int n = 0; n < sum.length; n++) {
            point[n] = (float) sum[n];
          }
          pack(u * g.length + v, i, blocks, filters);
        }
      }
    }
  }

  private void pack(int p, int i, Gemm[] blocks, float[][] filters) {
    int inputs = spec.inputs();
    int column = 0;
    for (int b = 0; b < blocks.length; b++) {
      int columns = blocks[b].columns();
      blocks[b].pack(point, column, i, inputs, filters[b], p * inputs * columns);
      column += columns;
    }
  }

  /** Sum of every {@code step}-th row from {@code first} on, weighted. */
  private static void weigh(double[] g, double[][] rows, int first, int step, double[] sum) {
    Arrays.fill(sum, 0);
    for (int k = 0; k < g.length; k++) {
      double[] row = rows[first + k * step];
      double w = g[k];
      for (int n = 0; n < sum.length; n++) {
        sum[n] += w * row[n];
      }
    }
  }
}
