package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Slice;

/** Convolutions of equal parts of a map's channels, joined, are one with groups. */
final class GroupedConvolutions {

  private GroupedConvolutions() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, GroupedConvolutions::grouped);
  }

  private static boolean grouped(Operation operation, Workbench bench) {
    if (!(operation instanceof Concat concat) || concat.axis() != 1 || concat.inputs().size() < 2) {
      return false;
    }
    List<Kernel> kernels = new ArrayList<>();
    Convolution first = null;
    String map = null;
    for (String part : concat.inputs()) {
      Optional<Convolution> convolution = bench.onlyFor(part, Convolution.class);
      Optional<Kernel> kernel = convolution.flatMap(c -> Kernel.of(c, bench));
      Optional<Slice> slice = convolution.flatMap(c -> bench.made(c.map(), Slice.class));
      if (kernel.isEmpty() || slice.isEmpty()) {
        return false;
      }
      Convolution c = convolution.get();
      Kernel k = kernel.get();
      first = first == null ? c : first;
      map = map == null ? slice.get().input() : map;
      long begin = (long) kernels.size() * k.inputs();
      boolean fits =
          slice.get().axis() == 1
              && slice.get().input().equals(map)
              && slice.get().start() == begin
              && slice.get().end() == begin + k.inputs()
              && c.groups() == 1
              && c.window().equals(first.window())
              && (kernels.isEmpty() || k.outputs() == kernels.get(0).outputs());
      if (!fits) {
        return false;
      }
      kernels.add(k);
    }
    int covered = kernels.size() * kernels.get(0).inputs();
    if (!bench.channels(map).equals(Optional.of(covered))) {
      return false;
    }
    Kernel all = Stacking.outputs(kernels);
    bench.add(
        all.convolution(
            concat.output(), map, first.window(), kernels.size(), first.weight(), bench));
    return true;
  }
}
