package org.sr4j.models.program;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.shape.Dim;
import org.sr4j.models.program.shape.ShapeRules;

/** Shapes of all values of a program. */
public final class ShapeInference {

  private ShapeInference() {}

  /**
   * Shapes for given inputs.
   *
   * @param inputs shape of every program input by name
   * @throws GraphException if an input is missing or does not have the declared shape, or shapes do
   *     not fit an operation
   */
  public static Map<String, long[]> of(Program program, Map<String, long[]> inputs) {
    Map<String, List<Dim>> given = new LinkedHashMap<>();
    for (ProgramInput input : program.inputs()) {
      long[] shape = inputs.get(input.name());
      if (shape == null || !fits(shape, input.shape())) {
        throw new GraphException(
            Problem.cannot("infer the shapes of the program")
                .at(input.name())
                .got(shape == null ? "no shape" : Arrays.toString(shape))
                .expected(input.shape() + ", -1 being any size"));
      }
      given.put(input.name(), dims(shape));
    }
    Map<String, long[]> numbers = new LinkedHashMap<>();
    infer(program, given)
        .forEach(
            (name, dims) -> numbers.put(name, dims.stream().mapToLong(Dim::constant).toArray()));
    return numbers;
  }

  /**
   * Shapes with symbols.
   *
   * @param inputs shape of every program input by name
   * @throws GraphException if shapes do not fit an operation
   */
  public static Map<String, List<Dim>> symbolic(Program program, Map<String, List<Dim>> inputs) {
    return infer(program, inputs);
  }

  private static Map<String, List<Dim>> infer(Program program, Map<String, List<Dim>> inputs) {
    Map<String, List<Dim>> shapes = new LinkedHashMap<>(inputs);
    for (Map.Entry<String, Tensor> constant : program.constants().entrySet()) {
      shapes.put(constant.getKey(), dims(constant.getValue().shape()));
    }
    for (Operation operation : program.operations()) {
      shapes.put(operation.output(), ShapeRules.of(operation, shapes::get));
    }
    return shapes;
  }

  private static boolean fits(long[] shape, List<Long> declared) {
    if (shape.length != declared.size()) {
      return false;
    }
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] < 1 || (declared.get(i) >= 0 && declared.get(i) != shape[i])) {
        return false;
      }
    }
    return true;
  }

  private static List<Dim> dims(long[] shape) {
    return Arrays.stream(shape).mapToObj(Dim::of).toList();
  }
}
