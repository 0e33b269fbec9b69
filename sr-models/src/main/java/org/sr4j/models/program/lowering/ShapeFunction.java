package org.sr4j.models.program.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.sr4j.models.program.shape.Dim;

/**
 * Real numbers that follow from shapes and constants, such as the matrices of an interpolation.
 *
 * @param uniform the value, if all are equal, else null
 */
record ShapeFunction(List<Dim> shape, Double uniform, Computation computation) implements Value {

  /** The values in C order for given free sizes. */
  interface Computation {
    double[] values(ToLongFunction<String> symbols);
  }

  static ShapeFunction filled(List<Dim> shape, double value) {
    return new ShapeFunction(
        shape,
        value,
        symbols -> {
          double[] values = new double[Math.toIntExact(Dim.product(shape).valueFor(symbols))];
          Arrays.fill(values, value);
          return values;
        });
  }

  boolean isFixed() {
    return shape.stream().allMatch(Dim::isConstant);
  }
}
