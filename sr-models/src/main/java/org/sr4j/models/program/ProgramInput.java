package org.sr4j.models.program;

import java.util.List;
import org.sr4j.api.graph.InputTransform;

/**
 * A value that the host gives.
 *
 * @param shape sizes, -1 where any is taken: {@code [-1,3,-1,-1]} for pictures, {@code [-1,C,1,1]}
 *     for a global mean
 * @param transform how the host makes it from the low-resolution picture
 */
public record ProgramInput(String name, List<Long> shape, InputTransform transform) {

  public ProgramInput {
    shape = List.copyOf(shape);
  }
}
