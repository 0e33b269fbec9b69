package org.sr4j.models.program.pass;

import java.util.Optional;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelShuffle.Order;

/**
 * Two pixel shuffles after a convolution are one shuffle of the convolution with its outputs in
 * another order.
 */
final class ShuffleChains {

  private ShuffleChains() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, ShuffleChains::merged);
  }

  private static boolean merged(Operation operation, Workbench bench) {
    if (!(operation instanceof PixelShuffle second) || second.order() != Order.CHANNEL_FIRST) {
      return false;
    }
    Optional<PixelShuffle> before =
        bench
            .onlyFor(second.input(), PixelShuffle.class)
            .filter(s -> s.order() == Order.CHANNEL_FIRST);
    Optional<Convolution> convolution =
        before
            .flatMap(s -> bench.onlyFor(s.input(), Convolution.class))
            .filter(c -> c.groups() == 1);
    Optional<Kernel> own = convolution.flatMap(c -> Kernel.of(c, bench));
    if (own.isEmpty()) {
      return false;
    }
    Convolution c = convolution.get();
    int first = before.get().factor();
    int then = second.factor();
    String map = bench.unused(c.output() + "/ordered");
    Kernel ordered = ordered(own.get(), first, then);
    bench.add(ordered.convolution(map, c.map(), c.window(), 1, c.weight(), bench));
    bench.add(new PixelShuffle(second.output(), map, first * then, Order.CHANNEL_FIRST));
    return true;
  }

  /**
   * The channel of phase (i2,j2) of the second shuffle and (i1,j1) of the first, which is the finer
   * row {@code i1*r2 + i2} of {@code r1*r2}.
   */
  private static Kernel ordered(Kernel kernel, int r1, int r2) {
    int r = r1 * r2;
    Kernel ordered =
        Kernel.zeros(kernel.outputs(), kernel.inputs(), kernel.height(), kernel.width());
    int size = kernel.inputs() * kernel.taps();
    for (int o = 0; o < kernel.outputs(); o++) {
      int channel = o / (r * r);
      int row = o / r % r;
      int column = o % r;
      int fine = (row % r2) * r2 + column % r2;
      int coarse = (row / r2) * r1 + column / r2;
      int from = (channel * r2 * r2 + fine) * r1 * r1 + coarse;
      System.arraycopy(kernel.values(), from * size, ordered.values(), o * size, size);
      ordered.bias()[o] = kernel.bias()[from];
    }
    return ordered;
  }
}
