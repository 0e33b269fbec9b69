package org.sr4j.models.engine.vector.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Operation;

/** The part of a program that some values depend on. */
public final class Needed {

  private Needed() {}

  /**
   * @param outputs names of values of the program
   * @return the part, with the inputs that it needs
   */
  public static Program by(Program program, List<String> outputs) {
    Map<String, Operation> producers = new HashMap<>();
    program.operations().forEach(o -> producers.put(o.output(), o));
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (needed.add(name) && producers.containsKey(name)) {
        open.addAll(producers.get(name).inputs());
      }
    }
    Map<String, Tensor> constants = new LinkedHashMap<>(program.constants());
    constants.keySet().retainAll(needed);
    return new Program(
        program.inputs().stream().filter(input -> needed.contains(input.name())).toList(),
        outputs,
        program.operations().stream().filter(o -> needed.contains(o.output())).toList(),
        constants,
        program.metadata());
  }
}
