package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Window;

/**
 * Constant weights of a convolution. The arrays are the program's own: to change them, change a
 * {@linkplain #copy() copy}.
 *
 * @param values {@code [outputs, inputs, kH, kW]}
 * @param inputs input channels per group
 * @param bias one value for each output; zeros where the convolution has none
 */
record Kernel(float[] values, int outputs, int inputs, int height, int width, float[] bias) {

  /** Empty if the weight or bias is computed when the program runs. */
  static Optional<Kernel> of(Convolution convolution, Workbench bench) {
    Optional<Tensor> weight = bench.constant(convolution.weight());
    if (weight.isEmpty()) {
      return Optional.empty();
    }
    long[] shape = weight.get().shape();
    float[] bias = new float[(int) shape[0]];
    if (convolution.hasBias()) {
      Optional<Tensor> own = bench.constant(convolution.bias());
      if (own.isEmpty()) {
        return Optional.empty();
      }
      bias = own.get().data();
    }
    return Optional.of(
        new Kernel(
            weight.get().data(),
            (int) shape[0],
            (int) shape[1],
            (int) shape[2],
            (int) shape[3],
            bias));
  }

  static Kernel zeros(int outputs, int inputs, int height, int width) {
    float[] values = new float[outputs * inputs * height * width];
    return new Kernel(values, outputs, inputs, height, width, new float[outputs]);
  }

  Kernel copy() {
    return new Kernel(values.clone(), outputs, inputs, height, width, bias.clone());
  }

  int taps() {
    return height * width;
  }

  int index(int output, int input, int tap) {
    return (output * inputs + input) * taps() + tap;
  }

  private boolean hasBias() {
    for (float b : bias) {
      if (b != 0) {
        return true;
      }
    }
    return false;
  }

  /** The convolution with this kernel. */
  Convolution convolution(
      String output, String map, Window window, int groups, String hint, Workbench bench) {
    List<String> inputNames = new ArrayList<>();
    inputNames.add(map);
    inputNames.add(bench.add(hint, new long[] {outputs, inputs, height, width}, values));
    if (hasBias()) {
      inputNames.add(bench.add(output + "/bias", new long[] {outputs}, bias));
    }
    return new Convolution(output, inputNames, window, groups);
  }

  /** Multiplications for one position of the window. */
  long products() {
    return values.length;
  }

  static boolean isPlain(Window w) {
    return w.strideHeight() == 1
        && w.strideWidth() == 1
        && w.dilationHeight() == 1
        && w.dilationWidth() == 1;
  }

  static boolean hasBorder(Window w) {
    return w.top() > 0 || w.left() > 0 || w.bottom() > 0 || w.right() > 0;
  }

  static boolean isPoint(Window w) {
    return w.kernelHeight() == 1 && w.kernelWidth() == 1 && isPlain(w) && !hasBorder(w);
  }
}
