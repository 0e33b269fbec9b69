package org.sr4j.models.program.pass;

import java.util.List;
import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Window;

/**
 * {@code conv(x) + x} is a convolution whose middle taps have 1 added from each channel to itself;
 * so it is without a border if what is added is {@code x} without as much border.
 */
final class KernelIdentities {

  private KernelIdentities() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, KernelIdentities::absorbed);
  }

  private static boolean absorbed(Operation operation, Workbench bench) {
    if (!(operation instanceof Binary sum) || sum.kind() != Binary.Kind.ADD) {
      return false;
    }
    return absorbed(sum.output(), sum.left(), sum.right(), bench)
        || absorbed(sum.output(), sum.right(), sum.left(), bench);
  }

  private static boolean absorbed(String output, String branch, String identity, Workbench bench) {
    Optional<Convolution> convolution = bench.onlyFor(branch, Convolution.class);
    Optional<Kernel> own = convolution.flatMap(c -> Kernel.of(c, bench));
    if (own.isEmpty()) {
      return false;
    }
    Convolution c = convolution.get();
    Kernel kernel = own.get();
    Window w = c.window();
    boolean square =
        Kernel.isPlain(w)
            && kernel.height() == kernel.width()
            && kernel.height() % 2 == 1
            && c.groups() == 1
            && kernel.inputs() == kernel.outputs();
    int middle = kernel.height() / 2;
    boolean sameSize = w.equals(Window.same(kernel.height())) && identity.equals(c.map());
    boolean inner =
        !Kernel.hasBorder(w) && middle > 0 && identity(identity, middle, bench).equals(c.map());
    if (!square || !(sameSize || inner)) {
      return false;
    }
    Kernel changed = kernel.copy();
    for (int i = 0; i < kernel.outputs(); i++) {
      changed.values()[kernel.index(i, i, middle * kernel.width() + middle)] += 1;
    }
    bench.add(changed.convolution(output, c.map(), w, 1, c.weight(), bench));
    return true;
  }

  /** The map of which a value is the part without {@code border} pixels on each side, or "". */
  private static String identity(String name, int border, Workbench bench) {
    Optional<Slice> outer = bench.made(name, Slice.class);
    Optional<Slice> inner = outer.flatMap(s -> bench.made(s.input(), Slice.class));
    if (inner.isEmpty()) {
      return "";
    }
    boolean bothAxes = List.of(outer.get().axis(), inner.get().axis()).containsAll(List.of(2, 3));
    boolean fits =
        bothAxes
            && List.of(outer.get(), inner.get()).stream()
                .allMatch(s -> s.start() == border && s.end() == -border);
    return fits ? inner.get().input() : "";
  }
}
