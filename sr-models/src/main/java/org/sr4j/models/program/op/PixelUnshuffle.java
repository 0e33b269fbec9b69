package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The inverse of {@link PixelShuffle}, {@code [N,C,r*H,r*W] -> [N,C*r*r,H,W]}. {@code SpaceToDepth}
 * is the order {@link PixelShuffle.Order#CELL_FIRST}; the other is written as reshape, transpose,
 * reshape.
 */
public record PixelUnshuffle(String output, String input, int factor, PixelShuffle.Order order)
    implements Operation {

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public PixelUnshuffle renamed(UnaryOperator<String> names) {
    return new PixelUnshuffle(names.apply(output), names.apply(input), factor, order);
  }
}
