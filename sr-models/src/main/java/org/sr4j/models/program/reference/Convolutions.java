package org.sr4j.models.program.reference;

import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/** Convolutions by their definition. */
public final class Convolutions {

  private Convolutions() {}

  /** {@code y[n,o,i,j] = b[o] + sum w[o,c,p,q] x[n,c,i*s+p*d-top,j*s+q*d-left]}. */
  public static Tensor convolution(Convolution op, Tensor x, Tensor weight, float[] bias) {
    Window w = op.window();
    int inputs = (int) x.shape()[1];
    int outputs = (int) weight.shape()[0];
    int perGroup = (int) weight.shape()[1];
    int height = (int) x.shape()[2];
    int width = (int) x.shape()[3];
    int rows = (int) w.height(height);
    int columns = (int) w.width(width);
    int outputsPerGroup = outputs / op.groups();
    int samples = (int) x.shape()[0];
    float[] y = new float[samples * outputs * rows * columns];
    double[] sums = new double[columns];
    int place = 0;
    for (int n = 0; n < samples; n++) {
      for (int o = 0; o < outputs; o++) {
        int first = o / outputsPerGroup * perGroup;
        for (int i = 0; i < rows; i++) {
          java.util.Arrays.fill(sums, bias == null ? 0 : bias[o]);
          for (int c = 0; c < perGroup; c++) {
            for (int p = 0; p < w.kernelHeight(); p++) {
              int row = i * w.strideHeight() + p * w.dilationHeight() - w.top();
              if (row < 0 || row >= height) {
                continue;
              }
              int line = ((n * inputs + first + c) * height + row) * width;
              int taps = ((o * perGroup + c) * w.kernelHeight() + p) * w.kernelWidth();
              for (int q = 0; q < w.kernelWidth(); q++) {
                double tap = weight.data()[taps + q];
                int shift = q * w.dilationWidth() - w.left();
                for (int j = 0; j < columns; j++) {
                  int column = j * w.strideWidth() + shift;
                  if (column >= 0 && column < width) {
                    sums[j] += tap * x.data()[line + column];
                  }
                }
              }
            }
          }
          for (int j = 0; j < columns; j++) {
            y[place++] = (float) sums[j];
          }
        }
      }
    }
    return new Tensor(op.output(), new long[] {samples, outputs, rows, columns}, y);
  }

  /** Every input pixel adds its multiple of the kernel to the result. */
  public static Tensor transposed(
      TransposedConvolution op, Tensor x, Tensor weight, float[] bias, long[] shape) {
    Window w = op.window();
    int inputs = (int) x.shape()[1];
    int outputsPerGroup = (int) weight.shape()[1];
    int inputsPerGroup = inputs / op.groups();
    int height = (int) x.shape()[2];
    int width = (int) x.shape()[3];
    int outputs = (int) shape[1];
    int rows = (int) shape[2];
    int columns = (int) shape[3];
    double[] sums = new double[Cursor.length(shape)];
    for (int i = 0; bias != null && i < sums.length; i++) {
      sums[i] = bias[i / (rows * columns) % outputs];
    }
    for (int n = 0; n < x.shape()[0]; n++) {
      for (int c = 0; c < inputs; c++) {
        for (int o = 0; o < outputsPerGroup; o++) {
          int plane = (n * outputs + c / inputsPerGroup * outputsPerGroup + o) * rows;
          int kernel = (c * outputsPerGroup + o) * w.kernelHeight() * w.kernelWidth();
          for (int i = 0; i < height * width; i++) {
            double value = x.data()[(n * inputs + c) * height * width + i];
            for (int t = 0; t < w.kernelHeight() * w.kernelWidth(); t++) {
              int row =
                  i / width * w.strideHeight() + t / w.kernelWidth() * w.dilationHeight() - w.top();
              int column =
                  i % width * w.strideWidth() + t % w.kernelWidth() * w.dilationWidth() - w.left();
              if (row >= 0 && row < rows && column >= 0 && column < columns) {
                sums[(plane + row) * columns + column] += value * weight.data()[kernel + t];
              }
            }
          }
        }
      }
    }
    float[] y = new float[sums.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) sums[i];
    }
    return new Tensor(op.output(), shape, y);
  }
}
