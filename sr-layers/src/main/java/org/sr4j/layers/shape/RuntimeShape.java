package org.sr4j.layers.shape;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reshaping by sizes that are known only when a graph runs, so that the graph is free of height and
 * width. In an execution plan such a reshape costs nothing.
 */
public final class RuntimeShape {

  private RuntimeShape() {}

  /** Size of axis {@code axis}, one integer. */
  public static SDVariable size(SDVariable x, int axis) {
    return x.getSameDiff()
        .stridedSlice(
            x.getSameDiff().shape(x), new long[] {axis}, new long[] {axis + 1}, new long[] {1});
  }

  /** Sizes known now; -1 once for what is left. */
  public static SDVariable sizes(SDVariable x, long... known) {
    return x.getSameDiff().constant(Nd4j.createFromArray(known));
  }

  /** {@code x} with the shape that {@code sizes} make in sequence. */
  public static SDVariable reshape(SDVariable x, SDVariable... sizes) {
    return x.getSameDiff().reshape(x, x.getSameDiff().concat(0, sizes));
  }
}
