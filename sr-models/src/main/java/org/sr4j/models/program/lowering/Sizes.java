package org.sr4j.models.program.lowering;

import java.util.List;
import org.sr4j.models.program.shape.Dim;

/** Integers that follow from shapes and constants. */
record Sizes(List<Dim> shape, List<Dim> values) implements Value {

  static Sizes of(List<Dim> values) {
    return new Sizes(List.of(Dim.of(values.size())), List.copyOf(values));
  }
}
