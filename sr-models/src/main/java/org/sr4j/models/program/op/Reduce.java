package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code ReduceMean}, {@code ReduceSum}, {@code ReduceMax}, {@code ReduceMin}.
 *
 * @param axes from 0, ascending; empty for all
 * @param keepAxes whether reduced axes stay, with size 1
 */
public record Reduce(String output, String input, Kind kind, List<Integer> axes, boolean keepAxes)
    implements Operation {

  /** What remains of the values. */
  public enum Kind {
    MAX,
    MEAN,
    MIN,
    SUM
  }

  public Reduce {
    axes = List.copyOf(axes);
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Reduce renamed(UnaryOperator<String> names) {
    return new Reduce(names.apply(output), names.apply(input), kind, axes, keepAxes);
  }
}
