package org.sr4j.models.program.pass;

import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Window;

/** A kernel that is zero but for every d-th tap is a smaller one, dilated. */
final class DilationRecovery {

  private DilationRecovery() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, DilationRecovery::recovered);
  }

  private static boolean recovered(Operation operation, Workbench bench) {
    if (!(operation instanceof Convolution c)
        || c.window().dilationHeight() != 1
        || c.window().dilationWidth() != 1) {
      return false;
    }
    Optional<Kernel> own = Kernel.of(c, bench);
    if (own.isEmpty() || own.get().height() != own.get().width()) {
      return false;
    }
    Kernel kernel = own.get();
    for (int d = kernel.height() - 1; d > 1; d--) {
      if ((kernel.height() - 1) % d == 0 && isSpread(kernel, d)) {
        Kernel dense = dense(kernel, d);
        bench.add(
            dense.convolution(
                c.output(), c.map(), dilated(c.window(), d), c.groups(), c.weight(), bench));
        return true;
      }
    }
    return false;
  }

  private static boolean isSpread(Kernel kernel, int d) {
    for (int i = 0; i < kernel.values().length; i++) {
      int tap = i % kernel.taps();
      boolean kept = tap / kernel.width() % d == 0 && tap % kernel.width() % d == 0;
      if (!kept && kernel.values()[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static Kernel dense(Kernel kernel, int d) {
    int side = (kernel.height() - 1) / d + 1;
    Kernel dense = Kernel.zeros(kernel.outputs(), kernel.inputs(), side, side);
    for (int o = 0; o < kernel.outputs(); o++) {
      dense.bias()[o] = kernel.bias()[o];
      for (int i = 0; i < kernel.inputs(); i++) {
        for (int t = 0; t < side * side; t++) {
          int tap = t / side * d * kernel.width() + t % side * d;
          dense.values()[dense.index(o, i, t)] = kernel.values()[kernel.index(o, i, tap)];
        }
      }
    }
    return dense;
  }

  private static Window dilated(Window w, int d) {
    return new Window(
        (w.kernelHeight() - 1) / d + 1,
        (w.kernelWidth() - 1) / d + 1,
        w.strideHeight(),
        w.strideWidth(),
        d,
        d,
        w.top(),
        w.left(),
        w.bottom(),
        w.right());
  }
}
