package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code Concat}.
 *
 * @param axis from 0
 */
public record Concat(String output, List<String> inputs, int axis) implements Operation {

  public Concat {
    inputs = List.copyOf(inputs);
  }

  @Override
  public Concat renamed(UnaryOperator<String> names) {
    return new Concat(names.apply(output), Names.renamed(inputs, names), axis);
  }
}
