package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.TransposedConvolution;

/**
 * Constant scales and shifts of channels become a part of the convolution before them, and scales
 * of the one after. A shift before a convolution goes into its bias only where it has no border: at
 * the border zeros are not shifted.
 */
final class AffineFolding {

  private AffineFolding() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, AffineFolding::folded);
  }

  private static boolean folded(Operation operation, Workbench bench) {
    if (operation instanceof Binary binary) {
      return intoConvolutionBefore(binary, bench) || intoTransposedBefore(binary, bench);
    }
    return operation instanceof Convolution convolution && intoConvolutionAfter(convolution, bench);
  }

  /** {@code value * scale + shift} with constants for each of {@code channels}. */
  private record Affine(String input, float[] scale, float[] shift) {

    static Optional<Affine> of(Binary o, int channels, Workbench bench) {
      Optional<float[]> right = perChannel(o.right(), channels, bench);
      if (right.isPresent()) {
        return of(o.left(), right.get(), o.kind(), channels);
      }
      Optional<float[]> left = perChannel(o.left(), channels, bench);
      if (left.isEmpty()) {
        return Optional.empty();
      }
      return switch (o.kind()) {
        case ADD, MULTIPLY -> of(o.right(), left.get(), o.kind(), channels);
        case SUBTRACT -> Optional.of(new Affine(o.right(), filled(channels, -1), left.get()));
        default -> Optional.empty();
      };
    }

    private static Optional<Affine> of(
        String input, float[] values, Binary.Kind kind, int channels) {
      float[] scale = filled(channels, 1);
      float[] shift = new float[channels];
      for (int c = 0; c < channels; c++) {
        switch (kind) {
          case ADD -> shift[c] = values[c];
          case SUBTRACT -> shift[c] = -values[c];
          case MULTIPLY -> scale[c] = values[c];
          case DIVIDE -> scale[c] = 1 / values[c];
          default -> {
            return Optional.empty();
          }
        }
      }
      return Optional.of(new Affine(input, scale, shift));
    }

    private static float[] filled(int channels, float value) {
      float[] values = new float[channels];
      java.util.Arrays.fill(values, value);
      return values;
    }

    boolean hasShift() {
      for (float value : shift) {
        if (value != 0) {
          return true;
        }
      }
      return false;
    }
  }

  /** A constant that is one number, or one for each channel: {@code [C,1,1]}, {@code [1,C,1,1]}. */
  private static Optional<float[]> perChannel(String name, int channels, Workbench bench) {
    Optional<Tensor> found = bench.constant(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    long[] shape = found.get().shape();
    float[] data = found.get().data();
    boolean one = data.length == 1 && shape.length <= 4;
    int axis = shape.length - 3;
    boolean each = (axis == 0 || axis == 1) && data.length == channels && shape[axis] == channels;
    if (!one && !each) {
      return Optional.empty();
    }
    float[] values = new float[channels];
    for (int c = 0; c < channels; c++) {
      values[c] = one ? data[0] : data[c];
    }
    return Optional.of(values);
  }

  private static boolean intoConvolutionBefore(Binary binary, Workbench bench) {
    for (String name : binary.inputs()) {
      Optional<Convolution> found = bench.onlyFor(name, Convolution.class);
      Optional<Kernel> own = found.flatMap(c -> Kernel.of(c, bench));
      Optional<Affine> affine =
          own.flatMap(k -> Affine.of(binary, k.outputs(), bench))
              .filter(a -> a.input().equals(name));
      if (affine.isEmpty()) {
        continue;
      }
      Kernel kernel = own.get().copy();
      int perOutput = kernel.inputs() * kernel.taps();
      for (int i = 0; i < kernel.values().length; i++) {
        kernel.values()[i] *= affine.get().scale()[i / perOutput];
      }
      for (int o = 0; o < kernel.outputs(); o++) {
        kernel.bias()[o] = kernel.bias()[o] * affine.get().scale()[o] + affine.get().shift()[o];
      }
      Convolution c = found.get();
      bench.add(
          kernel.convolution(binary.output(), c.map(), c.window(), c.groups(), c.weight(), bench));
      return true;
    }
    return false;
  }

  /** Weights {@code [I,O,kH,kW]}, without groups. */
  private static boolean intoTransposedBefore(Binary binary, Workbench bench) {
    for (String name : binary.inputs()) {
      Optional<TransposedConvolution> found =
          bench.onlyFor(name, TransposedConvolution.class).filter(c -> c.groups() == 1);
      Optional<Tensor> weight = found.flatMap(c -> bench.constant(c.weight()));
      if (weight.isEmpty()
          || (found.get().hasBias() && bench.constant(found.get().bias()).isEmpty())) {
        continue;
      }
      TransposedConvolution c = found.get();
      long[] shape = weight.get().shape();
      int outputs = (int) shape[1];
      Optional<Affine> affine =
          Affine.of(binary, outputs, bench).filter(a -> a.input().equals(name));
      if (affine.isEmpty()) {
        continue;
      }
      float[] values = weight.get().data().clone();
      int taps = (int) (shape[2] * shape[3]);
      for (int i = 0; i < values.length; i++) {
        values[i] *= affine.get().scale()[i / taps % outputs];
      }
      float[] bias =
          c.hasBias() ? bench.constant(c.bias()).orElseThrow().data().clone() : new float[outputs];
      for (int o = 0; o < outputs; o++) {
        bias[o] = bias[o] * affine.get().scale()[o] + affine.get().shift()[o];
      }
      List<String> inputs = new ArrayList<>();
      inputs.add(c.map());
      inputs.add(bench.add(c.weight(), shape, values));
      inputs.add(bench.add(binary.output() + "/bias", new long[] {outputs}, bias));
      bench.add(
          new TransposedConvolution(
              binary.output(), inputs, c.window(), c.extraHeight(), c.extraWidth(), c.groups()));
      return true;
    }
    return false;
  }

  private static boolean intoConvolutionAfter(Convolution c, Workbench bench) {
    Optional<Binary> before = bench.made(c.map(), Binary.class);
    Optional<Kernel> own = Kernel.of(c, bench);
    if (before.isEmpty() || own.isEmpty()) {
      return false;
    }
    Kernel kernel = own.get();
    int channels = kernel.inputs() * c.groups();
    Optional<Affine> found =
        Affine.of(before.get(), channels, bench)
            .filter(a -> bench.channels(a.input()).equals(Optional.of(channels)))
            .filter(a -> !a.hasShift() || !Kernel.hasBorder(c.window()));
    if (found.isEmpty()) {
      return false;
    }
    Affine affine = found.get();
    kernel = kernel.copy();
    int outputsPerGroup = kernel.outputs() / c.groups();
    for (int o = 0; o < kernel.outputs(); o++) {
      int first = o / outputsPerGroup * kernel.inputs();
      double bias = kernel.bias()[o];
      for (int i = 0; i < kernel.inputs(); i++) {
        for (int t = 0; t < kernel.taps(); t++) {
          int place = kernel.index(o, i, t);
          bias += (double) kernel.values()[place] * affine.shift()[first + i];
          kernel.values()[place] *= affine.scale()[first + i];
        }
      }
      kernel.bias()[o] = (float) bias;
    }
    bench.add(
        kernel.convolution(c.output(), affine.input(), c.window(), c.groups(), c.weight(), bench));
    return true;
  }
}
