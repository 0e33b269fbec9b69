package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code Pad} of height and width.
 *
 * @param value of added pixels where {@code mode} is constant
 */
public record Pad(
    String output, String input, Mode mode, float value, int top, int left, int bottom, int right)
    implements Operation {

  /** What is added. */
  public enum Mode {
    CONSTANT,
    EDGE,
    /** Mirrored without repeating the edge. */
    REFLECT
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Pad renamed(UnaryOperator<String> names) {
    return new Pad(names.apply(output), names.apply(input), mode, value, top, left, bottom, right);
  }
}
