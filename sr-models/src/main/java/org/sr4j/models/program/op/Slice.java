package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code Slice} of one axis, by steps of 1.
 *
 * @param axis from 0
 * @param start first index, from the end if negative
 * @param end one past the last index, from the end if negative; {@link Long#MAX_VALUE} for all
 */
public record Slice(String output, String input, int axis, long start, long end)
    implements Operation {

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Slice renamed(UnaryOperator<String> names) {
    return new Slice(names.apply(output), names.apply(input), axis, start, end);
  }
}
