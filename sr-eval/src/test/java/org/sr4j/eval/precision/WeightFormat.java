package org.sr4j.eval.precision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Convolution;

/** How a program's constants are stored. */
enum WeightFormat {
  FLOAT32 {
    @Override
    Tensor rounded(Tensor constant, boolean kernel) {
      return constant;
    }

    @Override
    long bytes(Tensor constant, boolean kernel) {
      return (long) Float.BYTES * constant.data().length;
    }
  },

  /** All constants. */
  BFLOAT16 {
    @Override
    Tensor rounded(Tensor constant, boolean kernel) {
      return BFloat16.nearest(constant);
    }

    @Override
    long bytes(Tensor constant, boolean kernel) {
      return (long) Short.BYTES * constant.data().length;
    }
  },

  /**
   * Kernels of convolutions as whole numbers from -127 to 127, with a float32 step for each output
   * channel; biases and other constants as float32.
   */
  INT8 {
    @Override
    Tensor rounded(Tensor constant, boolean kernel) {
      return kernel ? byOutputChannel(constant) : constant;
    }

    @Override
    long bytes(Tensor constant, boolean kernel) {
      return kernel
          ? constant.data().length + (long) Float.BYTES * constant.shape()[0]
          : FLOAT32.bytes(constant, false);
    }
  };

  private static final int LARGEST = 127;

  /**
   * @param kernel whether it is the weight {@code [Cout,Cin/groups,kH,kW]} of a convolution
   */
  abstract Tensor rounded(Tensor constant, boolean kernel);

  abstract long bytes(Tensor constant, boolean kernel);

  /** The program with its constants as they come back from this format. */
  Program rounded(Program program) {
    Set<String> kernels = kernels(program);
    Map<String, Tensor> constants = new LinkedHashMap<>();
    program
        .constants()
        .forEach((name, tensor) -> constants.put(name, rounded(tensor, kernels.contains(name))));
    return new Program(
        program.inputs(), program.outputs(), program.operations(), constants, program.metadata());
  }

  /** A state dict as it comes back from this format; what has outputs and inputs is a kernel. */
  Weights rounded(Weights weights) {
    return Weights.of(
        weights.tensors().stream().map(t -> rounded(t, t.shape().length >= 2)).toList(),
        weights.metadata());
  }

  /** What the program's constants take in this format. */
  long bytes(Program program) {
    Set<String> kernels = kernels(program);
    return program.constants().entrySet().stream()
        .mapToLong(e -> bytes(e.getValue(), kernels.contains(e.getKey())))
        .sum();
  }

  private static Set<String> kernels(Program program) {
    return program.operations().stream()
        .filter(Convolution.class::isInstance)
        .map(operation -> ((Convolution) operation).weight())
        .filter(program.constants()::containsKey)
        .collect(Collectors.toSet());
  }

  private static Tensor byOutputChannel(Tensor kernel) {
    int channels = (int) kernel.shape()[0];
    int taps = kernel.data().length / channels;
    float[] rounded = new float[kernel.data().length];
    for (int o = 0; o < channels; o++) {
      float largest = 0;
      for (int i = o * taps; i < (o + 1) * taps; i++) {
        largest = Math.max(largest, Math.abs(kernel.data()[i]));
      }
      float step = largest / LARGEST;
      for (int i = o * taps; step > 0 && i < (o + 1) * taps; i++) {
        rounded[i] = Math.round(kernel.data()[i] / step) * step;
      }
    }
    return new Tensor(kernel.name(), kernel.shape(), rounded);
  }
}
