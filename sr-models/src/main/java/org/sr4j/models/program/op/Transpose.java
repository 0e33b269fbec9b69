package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code Transpose}.
 *
 * @param order axis of the input for each axis of the output
 */
public record Transpose(String output, String input, List<Integer> order) implements Operation {

  public Transpose {
    order = List.copyOf(order);
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Transpose renamed(UnaryOperator<String> names) {
    return new Transpose(names.apply(output), names.apply(input), order);
  }
}
