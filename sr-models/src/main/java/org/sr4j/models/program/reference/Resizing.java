package org.sr4j.models.program.reference;

import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Resize;

/** Interpolation, first along rows, then along columns. */
public final class Resizing {

  /** Keys' parameter. */
  private static final double A = -0.75;

  private Resizing() {}

  public static Tensor resize(Resize op, Tensor x, long[] shape) {
    int height = (int) x.shape()[2];
    int width = (int) x.shape()[3];
    int rows = (int) shape[2];
    int columns = (int) shape[3];
    double[][] down = weights(op, height, rows, op.heightFactor());
    double[][] across = weights(op, width, columns, op.widthFactor());
    float[] y = new float[Cursor.length(shape)];
    for (int i = 0; i < y.length; i++) {
      int plane = i / (rows * columns) * height;
      double[] vertical = down[i / columns % rows];
      double[] horizontal = across[i % columns];
      double sum = 0;
      for (int p = 0; p < height; p++) {
        for (int q = 0; vertical[p] != 0 && q < width; q++) {
          sum += vertical[p] * horizontal[q] * x.data()[(plane + p) * width + q];
        }
      }
      y[i] = (float) sum;
    }
    return new Tensor(op.output(), shape, y);
  }

  /** Share of every input line in every output line; lines beyond the border are the border's. */
  private static double[][] weights(Resize op, int from, int to, double factor) {
    double[][] weights = new double[to][from];
    for (int i = 0; i < to; i++) {
      double at =
          switch (op.coordinates()) {
            case HALF_PIXEL -> (i + 0.5) / factor - 0.5;
            case ASYMMETRIC -> i / factor;
            case ALIGN_CORNERS -> to == 1 ? 0 : (double) i * (from - 1) / (to - 1);
          };
      int below = (int) Math.floor(at);
      double rest = at - below;
      switch (op.kind()) {
        case NEAREST -> add(weights[i], below, 1);
        case LINEAR -> {
          add(weights[i], below, 1 - rest);
          add(weights[i], below + 1, rest);
        }
        case CUBIC -> {
          for (int k = -1; k <= 2; k++) {
            add(weights[i], below + k, cubic(Math.abs(k - rest)));
          }
        }
      }
    }
    return weights;
  }

  private static void add(double[] line, int index, double share) {
    line[Math.max(0, Math.min(line.length - 1, index))] += share;
  }

  /** Keys 1981, for a distance of at most 2. */
  private static double cubic(double d) {
    return d <= 1 ? ((A + 2) * d - (A + 3)) * d * d + 1 : ((A * d - 5 * A) * d + 8 * A) * d - 4 * A;
  }
}
