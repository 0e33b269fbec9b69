package org.sr4j.models.program.reference;

import java.util.Arrays;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Softmax;
import org.sr4j.models.program.op.Window;

/** Operations that make one value of several. */
public final class Reductions {

  private Reductions() {}

  public static Tensor reduce(Reduce op, Tensor x, long[] shape) {
    long[] kept = x.shape().clone();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = op.axes().isEmpty() || op.axes().contains(i) ? 1 : kept[i];
    }
    double start =
        switch (op.kind()) {
          case MAX -> Double.NEGATIVE_INFINITY;
          case MIN -> Double.POSITIVE_INFINITY;
          case MEAN, SUM -> 0;
        };
    double[] results = new double[Cursor.length(kept)];
    Arrays.fill(results, start);
    int[] places = Cursor.walk(x.shape(), Cursor.broadcastStrides(kept, x.shape()));
    for (int i = 0; i < places.length; i++) {
      double value = x.data()[i];
      double before = results[places[i]];
      results[places[i]] =
          switch (op.kind()) {
            case MAX -> Math.max(before, value);
            case MIN -> Math.min(before, value);
            case MEAN, SUM -> before + value;
          };
    }
    double count = op.kind() == Reduce.Kind.MEAN ? (double) places.length / results.length : 1;
    float[] y = new float[results.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) (results[i] / count);
    }
    return new Tensor(op.output(), shape, y);
  }

  public static Tensor softmax(Softmax op, Tensor x) {
    int[] strides = Cursor.strides(x.shape());
    int size = (int) x.shape()[op.axis()];
    int step = strides[op.axis()];
    float[] y = new float[x.data().length];
    for (int i = 0; i < y.length; i++) {
      if (i / step % size != 0) {
        continue;
      }
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < size; k++) {
        largest = Math.max(largest, x.data()[i + k * step]);
      }
      double sum = 0;
      for (int k = 0; k < size; k++) {
        sum += Math.exp(x.data()[i + k * step] - largest);
      }
      for (int k = 0; k < size; k++) {
        y[i + k * step] = (float) (Math.exp(x.data()[i + k * step] - largest) / sum);
      }
    }
    return new Tensor(op.output(), x.shape(), y);
  }

  public static Tensor pool(Pool op, Tensor x, long[] shape) {
    Window w = op.window();
    int height = (int) x.shape()[2];
    int width = (int) x.shape()[3];
    int rows = (int) shape[2];
    int columns = (int) shape[3];
    float[] y = new float[Cursor.length(shape)];
    for (int i = 0; i < y.length; i++) {
      int plane = i / (rows * columns) * height;
      int top = i / columns % rows * w.strideHeight() - w.top();
      int left = i % columns * w.strideWidth() - w.left();
      double largest = Double.NEGATIVE_INFINITY;
      double sum = 0;
      int count = 0;
      for (int p = 0; p < w.kernelHeight(); p++) {
        for (int q = 0; q < w.kernelWidth(); q++) {
          int row = top + p * w.dilationHeight();
          int column = left + q * w.dilationWidth();
          if (row >= 0 && row < height && column >= 0 && column < width) {
            float value = x.data()[(plane + row) * width + column];
            largest = Math.max(largest, value);
            sum += value;
            count++;
          }
        }
      }
      int divisor = op.countBorder() ? w.kernelHeight() * w.kernelWidth() : count;
      y[i] = (float) (op.kind() == Pool.Kind.MAX ? largest : sum / divisor);
    }
    return new Tensor(op.output(), shape, y);
  }

  /** Products of the last two axes; leading axes broadcast. */
  public static Tensor product(String output, Tensor a, Tensor b, long[] shape) {
    int rank = shape.length;
    int rows = (int) shape[rank - 2];
    int columns = (int) shape[rank - 1];
    int inner = (int) a.shape()[a.shape().length - 1];
    long[] lead = Arrays.copyOf(shape, rank - 2);
    int[] inA = matrices(a, lead);
    int[] inB = matrices(b, lead);
    float[] y = new float[Cursor.length(shape)];
    for (int i = 0; i < y.length; i++) {
      int matrix = i / (rows * columns);
      int firstA = inA[matrix] * rows * inner + i / columns % rows * inner;
      int firstB = inB[matrix] * inner * columns + i % columns;
      double sum = 0;
      for (int k = 0; k < inner; k++) {
        sum += (double) a.data()[firstA + k] * b.data()[firstB + k * columns];
      }
      y[i] = (float) sum;
    }
    return new Tensor(output, shape, y);
  }

  /** Which matrix of {@code x} belongs to each matrix of the result. */
  private static int[] matrices(Tensor x, long[] lead) {
    long[] own = Arrays.copyOf(x.shape(), x.shape().length - 2);
    return Cursor.walk(lead, Cursor.broadcastStrides(own, lead));
  }
}
