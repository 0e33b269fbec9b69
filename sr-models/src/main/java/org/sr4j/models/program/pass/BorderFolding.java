package org.sr4j.models.program.pass;

import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/**
 * Zeros padded before a convolution become its border, and what is cut off a transposed one's
 * result too.
 */
final class BorderFolding {

  private BorderFolding() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, BorderFolding::folded);
  }

  private static boolean folded(Operation operation, Workbench bench) {
    if (operation instanceof Convolution convolution) {
      return padded(convolution, bench);
    }
    return operation instanceof Slice slice && cut(slice, bench);
  }

  private static boolean padded(Convolution convolution, Workbench bench) {
    Optional<Pad> found =
        bench
            .made(convolution.map(), Pad.class)
            .filter(p -> p.mode() == Pad.Mode.CONSTANT && p.value() == 0);
    if (found.isEmpty()) {
      return false;
    }
    Pad pad = found.get();
    Window own = convolution.window();
    // Wider than the kernel it would hold pixels of which the kernel sees nothing but zeros; and a
    // pointwise convolution that stays one can be merged with others.
    boolean reached =
        Math.max(pad.top(), pad.bottom()) < own.kernelHeight() * own.dilationHeight()
            && Math.max(pad.left(), pad.right()) < own.kernelWidth() * own.dilationWidth();
    if (!reached) {
      return false;
    }
    Window w = bordered(own, pad.top(), pad.left(), pad.bottom(), pad.right());
    bench.add(
        new Convolution(
            convolution.output(),
            convolution.inputs().stream()
                .map(name -> name.equals(convolution.map()) ? pad.input() : name)
                .toList(),
            w,
            convolution.groups()));
    return true;
  }

  private static boolean cut(Slice slice, Workbench bench) {
    boolean border =
        (slice.axis() == 2 || slice.axis() == 3)
            && slice.start() >= 0
            && slice.start() < Integer.MAX_VALUE
            && (slice.end() == Long.MAX_VALUE
                || (slice.end() < 0 && slice.end() > -Integer.MAX_VALUE));
    Optional<TransposedConvolution> found =
        bench.onlyFor(slice.input(), TransposedConvolution.class);
    if (!border || found.isEmpty()) {
      return false;
    }
    TransposedConvolution c = found.get();
    int before = (int) slice.start();
    int behind = slice.end() == Long.MAX_VALUE ? 0 : (int) -slice.end();
    Window w =
        slice.axis() == 2
            ? bordered(c.window(), before, 0, behind, 0)
            : bordered(c.window(), 0, before, 0, behind);
    bench.add(
        new TransposedConvolution(
            slice.output(), c.inputs(), w, c.extraHeight(), c.extraWidth(), c.groups()));
    return true;
  }

  private static Window bordered(Window w, int top, int left, int bottom, int right) {
    return new Window(
        w.kernelHeight(),
        w.kernelWidth(),
        w.strideHeight(),
        w.strideWidth(),
        w.dilationHeight(),
        w.dilationWidth(),
        w.top() + top,
        w.left() + left,
        w.bottom() + bottom,
        w.right() + right);
  }
}
