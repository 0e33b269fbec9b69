package org.sr4j.models.program.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.Prelu;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Transpose;

/**
 * A program as steps: every operation is in one of them. A step stands where the last of its
 * operations stood, when all that it reads is there.
 */
public record FusedProgram(Program program, List<FusedStep> steps) {

  public FusedProgram {
    steps = List.copyOf(steps);
  }

  /**
   * Fuses what each operation makes with the one operation that reads it, where that works on each
   * value by itself.
   *
   * @param shapes of all values, for one size of the inputs
   */
  public static FusedProgram of(Program program, Map<String, long[]> shapes) {
    Map<String, Integer> readers = new HashMap<>();
    program.outputs().forEach(name -> readers.merge(name, 2, Integer::sum));
    program
        .operations()
        .forEach(o -> o.inputs().forEach(name -> readers.merge(name, 1, Integer::sum)));
    // Insertion order is the order of last operations: an extended chain is put in anew.
    Map<String, List<Operation>> chains = new LinkedHashMap<>();
    for (Operation operation : program.operations()) {
      List<Operation> chain = new ArrayList<>();
      String into = extended(operation, chains, readers, shapes);
      if (into != null) {
        chain = chains.remove(into);
      }
      chain.add(operation);
      chains.put(operation.output(), chain);
    }
    return new FusedProgram(
        program,
        chains.values().stream()
            .map(chain -> new FusedStep(chain.get(0), chain.subList(1, chain.size())))
            .toList());
  }

  /** The value whose chain takes the operation, or null. A convolution's is better than others'. */
  private static String extended(
      Operation operation,
      Map<String, List<Operation>> chains,
      Map<String, Integer> readers,
      Map<String, long[]> shapes) {
    boolean elementwise =
        operation instanceof Binary
            || operation instanceof Activation
            || operation instanceof Prelu;
    boolean shuffle = operation instanceof PixelShuffle;
    if (!elementwise && !shuffle) {
      return null;
    }
    List<String> names =
        operation instanceof Prelu prelu ? List.of(prelu.input()) : operation.inputs();
    String best = null;
    for (String name : names) {
      List<Operation> chain = chains.get(name);
      boolean fits =
          chain != null
              && readers.get(name) == 1
              && makesValues(chain.get(0))
              && !(chain.get(chain.size() - 1) instanceof PixelShuffle)
              && (shuffle
                  ? chain.get(0) instanceof Convolution
                  : Arrays.equals(shapes.get(name), shapes.get(operation.output())));
      if (fits && (best == null || !(chains.get(best).get(0) instanceof Convolution))) {
        best = name;
      }
    }
    return best;
  }

  /** Others only say where values are. */
  private static boolean makesValues(Operation head) {
    return !(head instanceof Reshape
        || head instanceof Transpose
        || head instanceof Slice
        || head instanceof Concat
        || head instanceof Identity);
  }
}
