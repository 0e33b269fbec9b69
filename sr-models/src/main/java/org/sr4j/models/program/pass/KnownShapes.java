package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.ShapeInference;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.shape.Dim;

/** Shapes of a program's values with symbols for its free sizes. */
final class KnownShapes {

  private KnownShapes() {}

  /** Empty where shapes cannot be told from the program alone. */
  static Map<String, List<Dim>> of(Program program) {
    try {
      return ShapeInference.symbolic(program, inputs(program));
    } catch (GraphException e) {
      // A program may hold only for some sizes; rewriting then does without shapes.
      return Map.of();
    }
  }

  private static Map<String, List<Dim>> inputs(Program program) {
    // What is put in cells must be whole cells.
    long multiple = 1;
    for (Operation operation : program.operations()) {
      multiple *= operation instanceof PixelUnshuffle u ? u.factor() : 1;
    }
    Dim height = Dim.symbol("H").times(multiple);
    Dim width = Dim.symbol("W").times(multiple);
    String scale = program.metadata().get(Weights.SCALE);
    Map<String, List<Dim>> inputs = new LinkedHashMap<>();
    for (ProgramInput input : program.inputs()) {
      boolean enlarged = input.transform() == InputTransform.BICUBIC;
      if (enlarged && scale == null) {
        throw new GraphException(
            org.sr4j.api.error.Problem.cannot("infer shapes").got("no scale in the metadata"));
      }
      long factor = enlarged ? Long.parseLong(scale) : 1;
      List<Dim> free = List.of(Dim.symbol("N"), Dim.ONE, height.times(factor), width.times(factor));
      List<Dim> dims = new ArrayList<>();
      for (int i = 0; i < input.shape().size(); i++) {
        long size = input.shape().get(i);
        dims.add(
            size >= 0
                ? Dim.of(size)
                : i < free.size() && i != 1 ? free.get(i) : Dim.symbol(input.name() + "." + i));
      }
      inputs.put(input.name(), dims);
    }
    return inputs;
  }
}
