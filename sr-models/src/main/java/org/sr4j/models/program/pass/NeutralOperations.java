package org.sr4j.models.program.pass;

import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Transpose;

/** Leaves out what changes nothing: identities, {@code x + 0}, {@code x * 1}, undone shuffles. */
final class NeutralOperations {

  private NeutralOperations() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, NeutralOperations::removed);
  }

  private static boolean removed(Operation operation, Workbench bench) {
    Optional<String> same = same(operation, bench);
    same.ifPresent(name -> bench.alias(operation.output(), name));
    return same.isPresent();
  }

  /** The value that the operation's result is. */
  private static Optional<String> same(Operation operation, Workbench bench) {
    if (operation instanceof Identity o) {
      // One that only names an output stays where it is.
      return bench.producer(o.input()).isPresent() ? Optional.of(o.input()) : Optional.empty();
    } else if (operation instanceof Binary o) {
      return neutral(o, bench);
    } else if (operation instanceof Concat o && o.inputs().size() == 1) {
      return Optional.of(o.inputs().get(0));
    } else if (operation instanceof Slice o && o.start() == 0 && o.end() == Long.MAX_VALUE) {
      return Optional.of(o.input());
    } else if (operation instanceof Pad o
        && o.top() == 0
        && o.bottom() == 0
        && o.left() == 0
        && o.right() == 0) {
      return Optional.of(o.input());
    } else if (operation instanceof Transpose o) {
      for (int i = 0; i < o.order().size(); i++) {
        if (o.order().get(i) != i) {
          return Optional.empty();
        }
      }
      return Optional.of(o.input());
    } else if (operation instanceof PixelUnshuffle o) {
      return bench
          .made(o.input(), PixelShuffle.class)
          .filter(s -> s.factor() == o.factor() && s.order() == o.order())
          .map(PixelShuffle::input);
    } else if (operation instanceof PixelShuffle o) {
      return bench
          .made(o.input(), PixelUnshuffle.class)
          .filter(s -> s.factor() == o.factor() && s.order() == o.order())
          .map(PixelUnshuffle::input);
    }
    return Optional.empty();
  }

  private static Optional<String> neutral(Binary o, Workbench bench) {
    return switch (o.kind()) {
      case ADD ->
          isNumber(o.right(), 0, bench)
              ? Optional.of(o.left())
              : Optional.of(o.right()).filter(name -> isNumber(o.left(), 0, bench));
      case MULTIPLY ->
          isNumber(o.right(), 1, bench)
              ? Optional.of(o.left())
              : Optional.of(o.right()).filter(name -> isNumber(o.left(), 1, bench));
      case SUBTRACT -> Optional.of(o.left()).filter(name -> isNumber(o.right(), 0, bench));
      case DIVIDE, POWER -> Optional.of(o.left()).filter(name -> isNumber(o.right(), 1, bench));
      case MAXIMUM, MINIMUM -> Optional.empty();
    };
  }

  /** A number without axes, which cannot enlarge what it is combined with. */
  private static boolean isNumber(String name, float value, Workbench bench) {
    return bench
        .constant(name)
        .filter(t -> t.shape().length == 0 && t.data()[0] == value)
        .isPresent();
  }
}
