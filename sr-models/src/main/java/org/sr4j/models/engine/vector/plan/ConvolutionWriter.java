package org.sr4j.models.engine.vector.plan;

import java.util.Map;
import java.util.Optional;
import org.sr4j.models.engine.vector.kernel.ConvolutionKernel;
import org.sr4j.models.engine.vector.kernel.ConvolutionSpec;
import org.sr4j.models.engine.vector.step.ConvolutionStep;
import org.sr4j.models.engine.vector.step.Slot;
import org.sr4j.models.engine.vector.step.WeightsStep;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/** Writes the steps of convolutions with what their kernels take over. */
final class ConvolutionWriter {

  private final Subprogram program;
  private final Kernels kernels;
  private final Values values;
  private final ArrayWriter arrays;
  private final Map<String, Value> outputs;

  ConvolutionWriter(
      Subprogram program,
      Kernels kernels,
      Values values,
      ArrayWriter arrays,
      Map<String, Value> outputs) {
    this.program = program;
    this.kernels = kernels;
    this.values = values;
    this.arrays = arrays;
    this.outputs = outputs;
  }

  /** Whether all but the map is constant. */
  static boolean isConstant(Subprogram program, Operation o) {
    return o.inputs().stream().skip(1).allMatch(program::isConstant);
  }

  /** Writes what ends with a convolution's chain. */
  void write(Chain chain) {
    Operation o = chain.operations.get(0);
    if (o instanceof Convolution c) {
      convolution(c, chain);
    } else {
      transposed((TransposedConvolution) o, chain);
    }
  }

  private void convolution(Convolution o, Chain chain) {
    if (isConstant(program, o)) {
      Kernels.Packed packed =
          kernels.get(
              key(chain), pixels(o.map()), () -> ConvolutionSpecs.of(program, o, chain, true));
      convolution(packed, o.map(), chain);
      return;
    }
    Kernels.Packed packed =
        Kernels.make(ConvolutionSpecs.of(program, o, chain, false), pixels(o.map()));
    Value weight = values.array(o.weight());
    Value bias = o.hasBias() ? values.array(o.bias()) : null;
    values.step(
        new WeightsStep(
            o.output() + " weights",
            packed.kernel(),
            weight.slot,
            (int) Shapes.length(weight.shape),
            bias == null ? null : bias.slot,
            packed.spec().outputs()),
        1,
        false,
        weight,
        bias);
    convolution(packed, o.map(), chain);
  }

  /** Writes two convolutions as one. */
  void write(Upsampler found) {
    Kernels.Packed packed =
        kernels.get(
            key(found.second()),
            pixels(found.input()),
            () -> found.firstSpec(program),
            () -> found.secondSpec(program));
    convolution(packed, found.input(), found.second());
  }

  private long pixels(String map) {
    long[] shape = program.shape(map);
    return shape[2] * shape[3];
  }

  private static String key(Chain chain) {
    return chain.operations.get(0).output() + " to " + chain.output();
  }

  private void transposed(TransposedConvolution o, Chain chain) {
    long[] in = program.shape(o.map());
    Optional<ConvolutionSpec> spec =
        ConvolutionSpecs.of(program, o, chain, (int) in[2], (int) in[3]);
    if (spec.isEmpty()) {
      chain.operations.forEach(arrays::interpreted);
    } else {
      convolution(kernels.get(key(chain), pixels(o.map()), spec::get), o.map(), chain);
    }
  }

  private void convolution(Kernels.Packed packed, String input, Chain chain) {
    Window window = packed.spec().window();
    Value in = values.map(input);
    in.wantBorder(
        Math.max(Math.max(window.top(), window.bottom()), Math.max(window.left(), window.right())));
    Value add = operand(chain.add);
    Value multiply = operand(chain.multiply);
    Value residual = operand(chain.residual);
    Value planes = add == null && multiply == null && residual == null ? planes(chain) : null;
    Value out = planes == null ? values.newMap(chain.output()) : planes;
    ConvolutionKernel kernel = packed.kernel();
    boolean local =
        window.kernelHeight() == 1
            && window.strideHeight() == 1
            && window.top() + window.bottom() == 0
            && packed.spec().shuffle() == 1;
    values.step(
        new ConvolutionStep(
            chain.output(),
            packed.spec(),
            kernel,
            in.slot,
            planes == null ? out.slot : out.planes,
            slot(add),
            slot(multiply),
            slot(residual)),
        kernel.rowCount(in.height()),
        local,
        in,
        out,
        add,
        multiply,
        residual);
  }

  /** The caller's array, if the result is asked for and read by nobody else. */
  private Value planes(Chain chain) {
    Value out = outputs.get(chain.output());
    if (out == null || !program.readers(chain.output()).isEmpty()) {
      return null;
    }
    out.planes = new Slot();
    return out;
  }

  private Value operand(String name) {
    return name == null ? null : values.map(name);
  }

  private static Slot slot(Value value) {
    return value == null ? null : value.slot;
  }
}
