package org.sr4j.models.engine.vector.plan;

import java.util.Map;
import java.util.Optional;
import org.sr4j.models.engine.vector.kernel.ConvolutionSpec;
import org.sr4j.models.engine.vector.kernel.UpsamplingKernel;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;

/**
 * A convolution with a pixel shuffle and the convolution that alone reads its result, with nothing
 * between them.
 */
record Upsampler(Chain first, Chain second) {

  /** Shorter maps are mostly edge, which is computed twice. */
  private static final int LEAST_SIDE = 8;

  /** The one that ends with a chain. */
  static Optional<Upsampler> of(Subprogram program, Chain second, Map<Operation, Chain> chains) {
    if (!(second.operations.get(0) instanceof Convolution reader) || !isAlone(second)) {
      return Optional.empty();
    }
    Chain first = chains.get(program.producers.get(reader.map()));
    if (first == null
        || !(first.operations.get(0) instanceof Convolution maker)
        || !isAlone(first)
        || !program.isPrivate(reader.map())
        || !ConvolutionWriter.isConstant(program, reader)
        || !ConvolutionWriter.isConstant(program, maker)) {
      return Optional.empty();
    }
    long[] shape = program.shape(maker.map());
    Upsampler found = new Upsampler(first, second);
    boolean merges =
        Math.min(shape[2], shape[3]) >= LEAST_SIDE
            && UpsamplingKernel.computes(found.firstSpec(program), found.secondSpec(program));
    return merges ? Optional.of(found) : Optional.empty();
  }

  private static boolean isAlone(Chain chain) {
    return chain.add == null && chain.multiply == null && chain.residual == null;
  }

  /** The map that is read. */
  String input() {
    return ((Convolution) first.operations.get(0)).map();
  }

  ConvolutionSpec firstSpec(Subprogram program) {
    return ConvolutionSpecs.of(program, (Convolution) first.operations.get(0), first, true);
  }

  ConvolutionSpec secondSpec(Subprogram program) {
    return ConvolutionSpecs.of(program, (Convolution) second.operations.get(0), second, true);
  }
}
