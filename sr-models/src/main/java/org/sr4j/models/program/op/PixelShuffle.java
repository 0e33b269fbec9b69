package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/** {@code DepthToSpace}: {@code [N,C*r*r,H,W] -> [N,C,r*H,r*W]}. */
public record PixelShuffle(String output, String input, int factor, Order order)
    implements Operation {

  /** Which channel goes where in a cell of {@code r x r} pixels. */
  public enum Order {
    /** {@code c*r*r + i*r + j}, PyTorch's pixel shuffle ({@code CRD}). */
    CHANNEL_FIRST,
    /** {@code (i*r + j)*C + c} ({@code DCR}). */
    CELL_FIRST
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public PixelShuffle renamed(UnaryOperator<String> names) {
    return new PixelShuffle(names.apply(output), names.apply(input), factor, order);
  }
}
