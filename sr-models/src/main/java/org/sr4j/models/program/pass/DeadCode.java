package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Operation;

/** Leaves out operations and constants that no output depends on. Inputs stay. */
public final class DeadCode {

  private DeadCode() {}

  public static Program removed(Program program) {
    Set<String> needed = new HashSet<>(program.outputs());
    List<Operation> kept = new ArrayList<>();
    for (int i = program.operations().size() - 1; i >= 0; i--) {
      Operation operation = program.operations().get(i);
      if (needed.contains(operation.output())) {
        kept.add(operation);
        needed.addAll(operation.inputs());
      }
    }
    Collections.reverse(kept);
    Map<String, Tensor> constants = new LinkedHashMap<>(program.constants());
    constants.keySet().retainAll(needed);
    return new Program(program.inputs(), program.outputs(), kept, constants, program.metadata());
  }
}
