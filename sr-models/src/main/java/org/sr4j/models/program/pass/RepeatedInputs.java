package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;

/** A convolution of a map joined with itself is one of the map, with the kernels added. */
final class RepeatedInputs {

  private RepeatedInputs() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, RepeatedInputs::merged);
  }

  private static boolean merged(Operation operation, Workbench bench) {
    if (!(operation instanceof Convolution c) || c.groups() != 1) {
      return false;
    }
    Optional<Concat> joined = bench.made(c.map(), Concat.class).filter(j -> j.axis() == 1);
    Optional<Kernel> own = Kernel.of(c, bench);
    if (joined.isEmpty() || own.isEmpty()) {
      return false;
    }
    List<String> parts = joined.get().inputs();
    List<String> distinct = new ArrayList<>(new LinkedHashSet<>(parts));
    if (distinct.size() == parts.size()
        || !parts.stream().allMatch(part -> bench.channels(part).isPresent())) {
      return false;
    }
    int inputs = distinct.stream().mapToInt(part -> bench.channels(part).orElseThrow()).sum();
    Kernel kernel = own.get();
    Kernel sums = Kernel.zeros(kernel.outputs(), inputs, kernel.height(), kernel.width());
    System.arraycopy(kernel.bias(), 0, sums.bias(), 0, kernel.outputs());
    int from = 0;
    for (String part : parts) {
      int to = 0;
      for (String before : distinct.subList(0, distinct.indexOf(part))) {
        to += bench.channels(before).orElseThrow();
      }
      int channels = bench.channels(part).orElseThrow();
      for (int o = 0; o < kernel.outputs(); o++) {
        for (int i = 0; i < channels * kernel.taps(); i++) {
          sums.values()[sums.index(o, to, 0) + i] += kernel.values()[kernel.index(o, from, 0) + i];
        }
      }
      from += channels;
    }
    String map = distinct.get(0);
    if (distinct.size() > 1) {
      map = bench.unused(c.map() + "/distinct");
      bench.add(new Concat(map, distinct, 1));
    }
    bench.add(sums.convolution(c.output(), map, c.window(), 1, c.weight(), bench));
    return true;
  }
}
