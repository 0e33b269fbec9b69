package org.sr4j.models.program.pass;

import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Window;

/**
 * A convolution after a convolution, one of them of single pixels, is one convolution: merged where
 * that takes fewer multiplications and is exact at the border, where zeros of the second would
 * stand for the first one's bias.
 */
final class LinearChains {

  private LinearChains() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, LinearChains::merged);
  }

  private static boolean merged(Operation operation, Workbench bench) {
    if (!(operation instanceof Convolution second) || second.groups() != 1) {
      return false;
    }
    Optional<Convolution> before =
        bench.onlyFor(second.map(), Convolution.class).filter(c -> c.groups() == 1);
    if (before.isEmpty()) {
      return false;
    }
    Convolution first = before.get();
    Optional<Kernel> a = Kernel.of(first, bench);
    Optional<Kernel> b = Kernel.of(second, bench);
    if (a.isEmpty() || b.isEmpty()) {
      return false;
    }
    long separate = a.get().products() + b.get().products();
    long together =
        (long) a.get().inputs() * b.get().outputs() * Math.max(a.get().taps(), b.get().taps());
    if (together > separate) {
      return false;
    }
    Window window;
    if (Kernel.isPoint(second.window())) {
      window = first.window();
    } else if (Kernel.isPoint(first.window())
        && (!Kernel.hasBorder(second.window()) || !first.hasBias())) {
      window = second.window();
    } else {
      return false;
    }
    Kernel merged = product(a.get(), b.get());
    bench.add(merged.convolution(second.output(), first.map(), window, 1, second.weight(), bench));
    return true;
  }

  /** {@code sum_m B[o,m] A[m,i]}, tap by tap, in double. */
  private static Kernel product(Kernel a, Kernel b) {
    boolean wideFirst = a.taps() > 1;
    Kernel wide = wideFirst ? a : b;
    Kernel merged = Kernel.zeros(b.outputs(), a.inputs(), wide.height(), wide.width());
    for (int o = 0; o < b.outputs(); o++) {
      for (int i = 0; i < a.inputs(); i++) {
        for (int t = 0; t < wide.taps(); t++) {
          double sum = 0;
          for (int m = 0; m < a.outputs(); m++) {
            sum +=
                (double) b.values()[b.index(o, m, wideFirst ? 0 : t)]
                    * a.values()[a.index(m, i, wideFirst ? t : 0)];
          }
          merged.values()[merged.index(o, i, t)] = (float) sum;
        }
      }
      double bias = b.bias()[o];
      for (int m = 0; m < a.outputs(); m++) {
        for (int t = 0; t < b.taps(); t++) {
          bias += (double) b.values()[b.index(o, m, t)] * a.bias()[m];
        }
      }
      merged.bias()[o] = (float) bias;
    }
    return merged;
  }
}
