package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/** {@code MatMul}: products of the last two axes, the others broadcast. */
public record MatrixProduct(String output, String left, String right) implements Operation {

  @Override
  public List<String> inputs() {
    return List.of(left, right);
  }

  @Override
  public MatrixProduct renamed(UnaryOperator<String> names) {
    return new MatrixProduct(names.apply(output), names.apply(left), names.apply(right));
  }
}
