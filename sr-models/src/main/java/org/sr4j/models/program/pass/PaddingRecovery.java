package org.sr4j.models.program.pass;

import java.util.List;
import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.Slice;

/** A map joined with its own lines, mirrored or repeated at the edge, is a padded map. */
final class PaddingRecovery {

  private PaddingRecovery() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, PaddingRecovery::recovered);
  }

  private static boolean recovered(Operation operation, Workbench bench) {
    if (operation instanceof Pad pad) {
      return joined(pad, bench);
    }
    if (!(operation instanceof Concat concat) || concat.axis() < 2) {
      return false;
    }
    for (int middle = 0; middle < concat.inputs().size(); middle++) {
      for (Pad.Mode mode : List.of(Pad.Mode.REFLECT, Pad.Mode.EDGE)) {
        if (concat.inputs().size() > 1 && isPadding(concat, middle, mode, bench)) {
          int behind = concat.inputs().size() - 1 - middle;
          boolean rows = concat.axis() == 2;
          bench.add(
              new Pad(
                  concat.output(),
                  concat.inputs().get(middle),
                  mode,
                  0,
                  rows ? middle : 0,
                  rows ? 0 : middle,
                  rows ? behind : 0,
                  rows ? 0 : behind));
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isPadding(Concat concat, int middle, Pad.Mode mode, Workbench bench) {
    String map = concat.inputs().get(middle);
    for (int i = 0; i < concat.inputs().size(); i++) {
      if (i == middle) {
        continue;
      }
      int distance = Math.abs(i - middle);
      long line;
      if (mode == Pad.Mode.EDGE) {
        line = i < middle ? 0 : -1;
      } else {
        line = i < middle ? distance : -1 - distance;
      }
      Optional<Slice> slice = bench.made(concat.inputs().get(i), Slice.class);
      if (slice.isEmpty() || !isLine(slice.get(), map, concat.axis(), line)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLine(Slice slice, String map, int axis, long line) {
    boolean ends =
        slice.end() == line + 1 && line != -1 || line == -1 && slice.end() == Long.MAX_VALUE;
    return slice.input().equals(map) && slice.axis() == axis && slice.start() == line && ends;
  }

  /** Padding of rows and then of columns. */
  private static boolean joined(Pad outer, Workbench bench) {
    Optional<Pad> found =
        bench
            .onlyFor(outer.input(), Pad.class)
            .filter(p -> p.mode() == outer.mode() && p.value() == outer.value());
    if (found.isEmpty()) {
      return false;
    }
    Pad inner = found.get();
    boolean apart =
        (inner.left() + inner.right() == 0 && outer.top() + outer.bottom() == 0)
            || (inner.top() + inner.bottom() == 0 && outer.left() + outer.right() == 0);
    if (!apart) {
      return false;
    }
    bench.add(
        new Pad(
            outer.output(),
            inner.input(),
            outer.mode(),
            outer.value(),
            inner.top() + outer.top(),
            inner.left() + outer.left(),
            inner.bottom() + outer.bottom(),
            inner.right() + outer.right()));
    return true;
  }
}
