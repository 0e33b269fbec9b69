package org.sr4j.eval.precision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.ShapeInference;
import org.sr4j.models.program.fusion.FusedProgram;
import org.sr4j.models.program.fusion.FusedStep;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Transpose;

/**
 * A program for one size of pictures that hands out every feature map which it stores, and reads it
 * back as an input. So the host can change what is stored, on any engine.
 *
 * <p>Stored is what a {@link FusedStep} leaves behind: the result of a convolution with its bias,
 * residual and activation counts once. Not stored are values of 1x1 pixels, the enlarged picture,
 * and what only moves values.
 *
 * @param program its outputs are the stored maps and the enlarged picture
 * @param stored names of the maps, in the order in which they can be asked for
 */
record StepwiseProgram(Program program, List<String> stored) {

  /** Name of the input that is read in place of a stored map. */
  static String input(String stored) {
    return stored + ".stored";
  }

  /**
   * @param shapes of the inputs
   */
  static StepwiseProgram of(Program whole, Map<String, long[]> shapes) {
    Map<String, long[]> all = ShapeInference.of(whole, shapes);
    List<String> stored = new ArrayList<>();
    for (FusedStep step : FusedProgram.of(whole, all).steps()) {
      String output = step.output();
      if (!moves(step.head()) && isMap(all.get(output)) && !output.equals(whole.output())) {
        stored.add(output);
      }
    }
    List<ProgramInput> inputs = new ArrayList<>(whole.inputs());
    Map<String, String> read = new HashMap<>();
    for (String name : stored) {
      List<Long> shape = Arrays.stream(all.get(name)).boxed().toList();
      inputs.add(new ProgramInput(input(name), shape, InputTransform.IDENTITY));
      read.put(name, input(name));
    }
    List<Operation> operations = new ArrayList<>();
    for (Operation operation : whole.operations()) {
      String output = operation.output();
      operations.add(operation.renamed(n -> n.equals(output) ? n : read.getOrDefault(n, n)));
    }
    List<String> outputs = new ArrayList<>();
    outputs.add(whole.output());
    outputs.addAll(stored);
    return new StepwiseProgram(
        new Program(inputs, outputs, operations, whole.constants(), whole.metadata()), stored);
  }

  private static boolean isMap(long[] shape) {
    return shape.length == 4 && shape[2] * shape[3] > 1;
  }

  private static boolean moves(Operation head) {
    return head instanceof Reshape
        || head instanceof Transpose
        || head instanceof Slice
        || head instanceof Concat
        || head instanceof Identity
        || head instanceof Pad
        || head instanceof PixelShuffle
        || head instanceof PixelUnshuffle;
  }
}
