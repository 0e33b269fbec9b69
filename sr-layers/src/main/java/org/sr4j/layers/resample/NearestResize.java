package org.sr4j.layers.resample;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.shape.Lines;

/**
 * Nearest-neighbour enlargement to any size, {@code [N,C,h,w] -> [N,C,H,W]}: {@code y(v, u) =
 * x(floor(v*h/H), floor(u*w/W))}. Lines that are repeated equally often are enlarged together.
 */
public final class NearestResize {

  private NearestResize() {}

  /**
   * @param x the map
   * @param from its size
   * @param to the size wanted, not smaller
   */
  public static SDVariable resize(SDVariable x, Size from, Size to) {
    return along(along(x, 2, from.height(), to.height()), 3, from.width(), to.width());
  }

  private static SDVariable along(SDVariable x, int axis, int from, int to) {
    List<SDVariable> parts = new ArrayList<>();
    for (int first = 0; first < from; ) {
      int times = repeats(first, from, to);
      int end = first + 1;
      while (end < from && repeats(end, from, to) == times) {
        end++;
      }
      boolean whole = first == 0 && end == from;
      SDVariable lines = whole ? x : Lines.range(x, axis, first, end == from ? 0 : end);
      parts.add(times == 1 ? lines : enlarge(lines, axis, times));
      first = end;
    }
    return parts.size() == 1
        ? parts.get(0)
        : x.getSameDiff().concat(axis, parts.toArray(SDVariable[]::new));
  }

  private static SDVariable enlarge(SDVariable lines, int axis, int times) {
    return lines
        .getSameDiff()
        .cnn()
        .upsampling2d(lines, axis == 2 ? times : 1, axis == 3 ? times : 1, true);
  }

  /** Number of output lines v with {@code floor(v * from / to) == line}. */
  private static int repeats(int line, int from, int to) {
    return begin(line + 1, from, to) - begin(line, from, to);
  }

  private static int begin(int line, int from, int to) {
    return (int) (((long) line * to + from - 1) / from);
  }
}
