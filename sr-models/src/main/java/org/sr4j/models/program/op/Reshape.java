package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code Reshape} to a shape known beforehand.
 *
 * @param shape 0 keeps the input's size of that axis, one -1 takes what remains
 */
public record Reshape(String output, String input, List<Long> shape) implements Operation {

  public Reshape {
    shape = List.copyOf(shape);
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Reshape renamed(UnaryOperator<String> names) {
    return new Reshape(names.apply(output), names.apply(input), shape);
  }
}
