package org.sr4j.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Size;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.ShapeInference;
import org.sr4j.models.program.cost.Cost;
import org.sr4j.models.program.fusion.FusedProgram;
import org.sr4j.models.program.fusion.FusedStep;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.pass.Optimiser;

/**
 * A network's program before and after the passes, with costs, as JSON shows it.
 *
 * @param height of the low-resolution picture
 * @param width of the low-resolution picture
 * @param before each operation by itself, as lowered
 * @param after steps of the program after the passes
 */
record Explanation(
    String network, int scale, int height, int width, Listing before, Listing after) {

  /** Steps and their sum. */
  record Listing(List<Entry> steps, int operations, Cost total) {}

  /**
   * A step.
   *
   * @param operations in words, the head first
   * @param output name of the result
   * @param shape of the result
   */
  record Entry(List<String> operations, String output, long[] shape, Cost cost) {}

  static Explanation of(InferenceNetwork network, Program program, Size size) {
    Map<String, long[]> inputs = new LinkedHashMap<>();
    for (ProgramInput input : program.inputs()) {
      int factor = input.transform() == InputTransform.BICUBIC ? network.scale() : 1;
      long[] shape = {
        1, input.shape().get(1), (long) size.height() * factor, (long) size.width() * factor
      };
      inputs.put(input.name(), shape);
    }
    Map<String, long[]> shapes = ShapeInference.of(program, inputs);
    List<FusedStep> single =
        program.operations().stream().map(o -> new FusedStep(o, List.of())).toList();
    Program fast = Optimiser.optimise(program);
    Map<String, long[]> fastShapes = ShapeInference.of(fast, inputs);
    return new Explanation(
        network.descriptor().id(),
        network.scale(),
        size.height(),
        size.width(),
        listing(single, shapes),
        listing(FusedProgram.of(fast, fastShapes).steps(), fastShapes));
  }

  private static Listing listing(List<FusedStep> steps, Map<String, long[]> shapes) {
    List<Entry> entries = new ArrayList<>();
    Cost total = Cost.NONE;
    int count = 0;
    for (FusedStep step : steps) {
      List<Operation> operations = step.operations();
      List<String> words = operations.stream().map(o -> OperationText.of(o, shapes)).toList();
      Cost cost = Cost.of(step, shapes);
      entries.add(new Entry(words, step.output(), shapes.get(step.output()), cost));
      total = total.plus(cost);
      count += operations.size();
    }
    return new Listing(entries, count, total);
  }
}
