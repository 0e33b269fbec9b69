package org.sr4j.models.engine.vector.plan;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.Resize;

/**
 * Pictures of few channels at the end of a program that stay planes: a map has sixteen channels,
 * thirteen of them zeros, and would be rewritten as planes for the caller anyway. That is the sum
 * of a shuffled map, if no convolution can shuffle it, and the input enlarged to its nearest
 * pixels.
 */
final class PlanarTail {

  /** Channels of a picture. */
  private static final int MOST_CHANNELS = 4;

  private PlanarTail() {}

  /**
   * Names of the values that stay planes.
   *
   * @param operations in order
   * @param inputs of the program
   */
  static Set<String> of(
      List<Operation> operations,
      Map<String, Operation> producers,
      Map<String, List<Operation>> readers,
      Map<String, long[]> shapes,
      Set<String> inputs) {
    Set<String> planar = new HashSet<>();
    for (Operation o : operations) {
      if (isPicture(shapes.get(o.output())) && mayBePlanar(o, producers, shapes, inputs)) {
        planar.add(o.output());
      }
    }
    boolean changes = true;
    while (changes) {
      changes =
          planar.removeIf(
              name ->
                  !madeOf(producers.get(name), planar)
                      || !readers.getOrDefault(name, List.of()).stream()
                          .allMatch(reader -> planar.contains(reader.output())));
    }
    return planar;
  }

  private static boolean isPicture(long[] shape) {
    return Shapes.isMap(shape) && shape[1] <= MOST_CHANNELS;
  }

  private static boolean mayBePlanar(
      Operation o,
      Map<String, Operation> producers,
      Map<String, long[]> shapes,
      Set<String> inputs) {
    if (o instanceof Resize r) {
      return r.kind() == Resize.Kind.NEAREST && inputs.contains(r.input());
    }
    if (o instanceof PixelShuffle s) {
      return producers.get(s.input()) instanceof PixelShuffle;
    }
    return o instanceof Binary b
        && Arrays.equals(shapes.get(b.left()), shapes.get(o.output()))
        && Arrays.equals(shapes.get(b.right()), shapes.get(o.output()));
  }

  private static boolean madeOf(Operation o, Set<String> planar) {
    return !(o instanceof Binary b) || planar.contains(b.left()) && planar.contains(b.right());
  }
}
