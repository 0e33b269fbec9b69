package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code Softmax}.
 *
 * @param axis from 0
 */
public record Softmax(String output, String input, int axis) implements Operation {

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Softmax renamed(UnaryOperator<String> names) {
    return new Softmax(names.apply(output), names.apply(input), axis);
  }
}
