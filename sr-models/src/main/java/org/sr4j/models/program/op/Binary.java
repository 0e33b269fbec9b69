package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/** A function of two values that broadcast to each other by NumPy's rules. */
public record Binary(String output, String left, String right, Kind kind) implements Operation {

  /** Which function. */
  public enum Kind {
    ADD,
    DIVIDE,
    MAXIMUM,
    MINIMUM,
    MULTIPLY,
    POWER,
    SUBTRACT
  }

  @Override
  public List<String> inputs() {
    return List.of(left, right);
  }

  @Override
  public Binary renamed(UnaryOperator<String> names) {
    return new Binary(names.apply(output), names.apply(left), names.apply(right), kind);
  }
}
