package org.sr4j.models.engine.vector.kernel;

/** {@code G g G^T} of all filters, in double precision, and into the panels of the products. */
final class FilterTransform {

  private static final int TAPS = 9;

  private final ConvolutionSpec spec;
  private final double[][] g;
  private final double[][] taps;
  private final double[][] half;
  private final float[] point;

  FilterTransform(ConvolutionSpec spec, WinogradTile tile) {
    this.spec = spec;
    this.g = tile.filterTransform();
    int padded = FeatureMap.padded(spec.outputs());
    this.taps = new double[TAPS][padded];
    this.half = new double[3][padded];
    this.point = new float[FeatureMap.padded(spec.outputs())];
  }

  /** Fills the blocks' matrices, {@code [block][point][input][output]}. */
  void pack(float[] weight, Gemm[] blocks, float[][] filters) {
    int inputs = spec.inputs();
    for (int i = 0; i < inputs; i++) {
      for (int n = 0; n < spec.outputs(); n++) {
        int from = (spec.outputAt(n) * inputs + i) * TAPS;
        for (int t = 0; t < TAPS; t++) {
          taps[t][n] = weight[from + t];
        }
      }
      for (int u = 0; u < g.length; u++) {
        for (int s = 0; s < 3; s++) {
          weigh(g[u], taps[s], taps[3 + s], taps[6 + s], half[s]);
        }
        for (int v = 0; v < g.length; v++) {
          weigh(g[v], half[0], half[1], half[2], point);
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

  private static void weigh(double[] g, double[] a, double[] b, double[] c, double[] sum) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] = g[0] * a[n] + g[1] * b[n] + g[2] * c[n];
    }
  }

  private static void weigh(double[] g, double[] a, double[] b, double[] c, float[] sum) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] = (float) (g[0] * a[n] + g[1] * b[n] + g[2] * c[n]);
    }
  }
}
