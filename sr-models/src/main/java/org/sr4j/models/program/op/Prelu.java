package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code PRelu}: {@code x} where positive, {@code slope * x} elsewhere.
 *
 * @param slope name of a value that broadcasts to the map, {@code [C,1,1]} as a rule
 */
public record Prelu(String output, String input, String slope) implements Operation {

  @Override
  public List<String> inputs() {
    return List.of(input, slope);
  }

  @Override
  public Prelu renamed(UnaryOperator<String> names) {
    return new Prelu(names.apply(output), names.apply(input), names.apply(slope));
  }
}
