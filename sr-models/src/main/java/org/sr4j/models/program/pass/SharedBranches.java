package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;

/**
 * The sum of two maps that went through the same convolution is the sum of the maps, convolved
 * once: {@code (W*a + c) + (W*b + d) = W*(a + b) + (c + d)}; and so with pixel shuffles. LESRCNN
 * enlarges two features by the same layers before it adds them.
 */
final class SharedBranches {

  private SharedBranches() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, SharedBranches::merged);
  }

  private static boolean merged(Operation operation, Workbench bench) {
    return operation instanceof Binary sum
        && sum.kind() == Binary.Kind.ADD
        && (shuffled(sum, bench) || convolved(sum, bench));
  }

  private static boolean shuffled(Binary sum, Workbench bench) {
    Optional<PixelShuffle> left = bench.onlyFor(sum.left(), PixelShuffle.class);
    Optional<PixelShuffle> right = bench.onlyFor(sum.right(), PixelShuffle.class);
    if (left.isEmpty()
        || right.isEmpty()
        || left.get().factor() != right.get().factor()
        || left.get().order() != right.get().order()) {
      return false;
    }
    String cells = bench.unused(sum.output() + "/cells");
    bench.add(new Binary(cells, left.get().input(), right.get().input(), Binary.Kind.ADD));
    bench.add(new PixelShuffle(sum.output(), cells, left.get().factor(), left.get().order()));
    return true;
  }

  private static boolean convolved(Binary sum, Workbench bench) {
    Optional<Convolution> left = bench.onlyFor(sum.left(), Convolution.class);
    Optional<Convolution> right = bench.onlyFor(sum.right(), Convolution.class);
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    Convolution a = left.get();
    Convolution b = right.get();
    Optional<float[]> shiftA = bias(a, bench);
    Optional<float[]> shiftB = bias(b, bench);
    boolean same =
        a.weight().equals(b.weight())
            && a.window().equals(b.window())
            && a.groups() == b.groups()
            && bench.shape(a.map()).isPresent()
            && bench.shape(a.map()).equals(bench.shape(b.map()));
    if (!same || shiftA.isEmpty() || shiftB.isEmpty()) {
      return false;
    }
    String map = bench.unused(sum.output() + "/map");
    bench.add(new Binary(map, a.map(), b.map(), Binary.Kind.ADD));
    List<String> inputs = new ArrayList<>(List.of(map, a.weight()));
    int outputs = Math.max(shiftA.get().length, shiftB.get().length);
    if (outputs > 0) {
      float[] shift = new float[outputs];
      for (int i = 0; i < outputs; i++) {
        shift[i] = at(shiftA.get(), i) + at(shiftB.get(), i);
      }
      inputs.add(bench.add(sum.output() + "/bias", new long[] {outputs}, shift));
    }
    bench.add(new Convolution(sum.output(), inputs, a.window(), a.groups()));
    return true;
  }

  private static float at(float[] values, int index) {
    return values.length == 0 ? 0 : values[index];
  }

  /** No values where there is no bias; empty if it is not constant. */
  private static Optional<float[]> bias(Convolution convolution, Workbench bench) {
    return convolution.hasBias()
        ? bench.constant(convolution.bias()).map(Tensor::data)
        : Optional.of(new float[0]);
  }
}
