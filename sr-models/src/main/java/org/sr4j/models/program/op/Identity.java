package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/** {@code Identity}: another name, for an output that is an input or a constant. */
public record Identity(String output, String input) implements Operation {

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Identity renamed(UnaryOperator<String> names) {
    return new Identity(names.apply(output), names.apply(input));
  }
}
