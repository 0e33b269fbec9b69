package org.sr4j.models.program.pass;

import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;

/**
 * A convolution of single pixels that keeps channels apart, as mean shifts are written, is a
 * product and a sum.
 */
final class DiagonalConvolutions {

  private DiagonalConvolutions() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, DiagonalConvolutions::taken);
  }

  private static boolean taken(Operation operation, Workbench bench) {
    if (!(operation instanceof Convolution c) || !Kernel.isPoint(c.window()) || c.groups() != 1) {
      return false;
    }
    Optional<Kernel> own = Kernel.of(c, bench);
    if (own.isEmpty() || !isDiagonal(own.get())) {
      return false;
    }
    Kernel kernel = own.get();
    int channels = kernel.outputs();
    float[] scale = new float[channels];
    boolean scales = false;
    for (int i = 0; i < channels; i++) {
      scale[i] = kernel.values()[kernel.index(i, i, 0)];
      scales |= scale[i] != 1;
    }
    long[] shape = {1, channels, 1, 1};
    String map = c.map();
    if (scales) {
      String product = bench.unused(c.output() + "/scaled");
      String factors = bench.add(c.weight() + "/diagonal", shape, scale);
      bench.add(new Binary(product, map, factors, Binary.Kind.MULTIPLY));
      map = product;
    }
    String shift = bench.add(c.output() + "/shift", shape, kernel.bias());
    bench.add(new Binary(c.output(), map, shift, Binary.Kind.ADD));
    return true;
  }

  private static boolean isDiagonal(Kernel kernel) {
    if (kernel.outputs() != kernel.inputs()) {
      return false;
    }
    for (int o = 0; o < kernel.outputs(); o++) {
      for (int i = 0; i < kernel.inputs(); i++) {
        if (o != i && kernel.values()[kernel.index(o, i, 0)] != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
