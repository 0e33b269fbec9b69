package org.sr4j.models.program.op;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code MaxPool}, {@code AveragePool}. Borders never win a maximum.
 *
 * @param countBorder whether an average divides by the whole window at the border too
 */
public record Pool(String output, String input, Kind kind, Window window, boolean countBorder)
    implements Operation {

  /** What is taken of a window. */
  public enum Kind {
    MAX,
    AVERAGE
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public Pool renamed(UnaryOperator<String> names) {
    return new Pool(names.apply(output), names.apply(input), kind, window, countBorder);
  }
}
