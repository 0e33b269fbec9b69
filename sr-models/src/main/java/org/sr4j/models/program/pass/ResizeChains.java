package org.sr4j.models.program.pass;

import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Resize;

/** Interpolation of rows and then of columns is one interpolation. */
final class ResizeChains {

  private ResizeChains() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, ResizeChains::merged);
  }

  private static boolean merged(Operation operation, Workbench bench) {
    if (!(operation instanceof Resize second)) {
      return false;
    }
    Optional<Resize> before =
        bench
            .onlyFor(second.input(), Resize.class)
            .filter(
                first ->
                    first.kind() == second.kind()
                        && first.coordinates() == second.coordinates()
                        && apart(first, second));
    before.ifPresent(
        first ->
            bench.add(
                new Resize(
                    second.output(),
                    first.input(),
                    second.kind(),
                    second.coordinates(),
                    first.heightFactor() * second.heightFactor(),
                    first.widthFactor() * second.widthFactor())));
    return before.isPresent();
  }

  private static boolean apart(Resize a, Resize b) {
    return (a.heightFactor() == 1 && b.widthFactor() == 1)
        || (a.widthFactor() == 1 && b.heightFactor() == 1);
  }
}
