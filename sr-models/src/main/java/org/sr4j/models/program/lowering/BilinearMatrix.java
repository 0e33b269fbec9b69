package org.sr4j.models.program.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.shape.Dim;

/**
 * Bilinear interpolation written as a product with a matrix that the graph computes from the sizes,
 * which is how SameDiff can have gradients of it. Told by the matrix's values at some sizes, not by
 * how they are computed.
 */
final class BilinearMatrix {

  /** The graph's double arithmetic against ours. */
  private static final double ROUNDING = 1e-9;

  private static final int[][] PROBES = {{1, 2}, {5, 3}, {8, 11}};

  private BilinearMatrix() {}

  /**
   * The product {@code [.., from] x [from, to]} as an enlargement of one axis of the map, by a
   * factor; empty if it is something else.
   */
  static Optional<View> product(Node n, View lines, ShapeFunction matrix) {
    int axis = axis(lines);
    if (axis < 0 || matrix.shape().size() != 2) {
      return Optional.empty();
    }
    Dim from = matrix.shape().get(0);
    Dim to = matrix.shape().get(1);
    Optional<Dim> factor = to.dividedBy(from).filter(Dim::isConstant);
    if (factor.isEmpty() || !from.equals(lines.baseShape().get(axis)) || !isBilinear(matrix)) {
      return Optional.empty();
    }
    String map = n.draft().write(View.of(lines.base(), lines.baseShape()), lines.base());
    double grown = factor.get().constant();
    View resized =
        n.draft()
            .add(
                new Resize(
                    n.draft().unused(n.output() + "/resized"),
                    map,
                    Resize.Kind.LINEAR,
                    Resize.Coordinates.HALF_PIXEL,
                    axis == 2 ? grown : 1,
                    axis == 3 ? grown : 1));
    return Optional.of(rearranged(resized, axis, lines));
  }

  /** The height or width axis of a map that the last axis of the view is, or -1. */
  private static int axis(View lines) {
    List<List<Digit>> axes = lines.axes();
    List<Digit> last = axes.get(axes.size() - 1);
    if (lines.baseShape().size() != 4 || last.size() != 1) {
      return -1;
    }
    int axis = lines.baseAxes().lastIndexOf(last);
    return axis < 2 ? -1 : axis;
  }

  /** The resized map in the arrangement of the view. */
  private static View rearranged(View resized, int axis, View lines) {
    List<List<Digit>> base = new ArrayList<>(lines.baseAxes());
    List<List<Digit>> axes = new ArrayList<>(lines.axes());
    List<Dim> shape = new ArrayList<>(lines.shape());
    Dim size = resized.shape().get(axis);
    List<Digit> grown = size.is(1) ? List.of() : List.of(new Digit(size));
    base.set(axis, grown);
    axes.set(axes.size() - 1, grown);
    shape.set(shape.size() - 1, size);
    return new View(resized.base(), resized.shape(), base, shape, axes);
  }

  private static boolean isBilinear(ShapeFunction matrix) {
    for (int[] probe : PROBES) {
      double[] values = matrix.computation().values(symbol -> size(symbol, probe));
      int from = (int) matrix.shape().get(0).valueFor(symbol -> size(symbol, probe));
      int to = (int) matrix.shape().get(1).valueFor(symbol -> size(symbol, probe));
      for (int i = 0; i < values.length; i++) {
        if (Math.abs(values[i] - share(i / to, i % to, from, to)) > ROUNDING) {
          return false;
        }
      }
    }
    return true;
  }

  private static long size(String symbol, int[] probe) {
    return switch (symbol) {
      case "H" -> probe[0];
      case "W" -> probe[1];
      default -> 1;
    };
  }

  /** Share of input pixel {@code line} in output pixel {@code index}. */
  private static double share(int line, int index, int from, int to) {
    double read = (index + 0.5) * from / to - 0.5;
    double clamped = Math.max(0, Math.min(from - 1, read));
    return Math.max(0, 1 - Math.abs(line - clamped));
  }
}
