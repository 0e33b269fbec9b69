package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;

/** Convolutions of one map by equal windows: their sum, or their results joined, is one. */
final class ParallelConvolutions {

  private ParallelConvolutions() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, ParallelConvolutions::merged);
  }

  private static boolean merged(Operation operation, Workbench bench) {
    if (operation instanceof Binary sum && sum.kind() == Binary.Kind.ADD) {
      return merged(sum.output(), List.of(sum.left(), sum.right()), true, bench);
    }
    return operation instanceof Concat joined
        && joined.axis() == 1
        && merged(joined.output(), joined.inputs(), false, bench);
  }

  private static boolean merged(String output, List<String> parts, boolean sum, Workbench bench) {
    List<Kernel> kernels = new ArrayList<>();
    Convolution first = null;
    for (String part : parts) {
      Optional<Convolution> convolution = bench.onlyFor(part, Convolution.class);
      Optional<Kernel> kernel = convolution.flatMap(c -> Kernel.of(c, bench));
      if (kernel.isEmpty()) {
        return false;
      }
      Convolution c = convolution.get();
      first = first == null ? c : first;
      boolean fits =
          c.map().equals(first.map())
              && c.window().equals(first.window())
              && c.groups() == first.groups()
              && (sum
                  ? kernels.isEmpty() || kernel.get().outputs() == kernels.get(0).outputs()
                  : c.groups() == 1);
      if (!fits) {
        return false;
      }
      kernels.add(kernel.get());
    }
    if (kernels.size() < 2) {
      return false;
    }
    Kernel one = sum ? sum(kernels.get(0).copy(), kernels.get(1)) : Stacking.outputs(kernels);
    bench.add(
        one.convolution(
            output, first.map(), first.window(), first.groups(), first.weight(), bench));
    return true;
  }

  private static Kernel sum(Kernel a, Kernel b) {
    for (int i = 0; i < a.values().length; i++) {
      a.values()[i] += b.values()[i];
    }
    for (int i = 0; i < a.outputs(); i++) {
      a.bias()[i] += b.bias()[i];
    }
    return a;
  }
}
