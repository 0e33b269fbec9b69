package org.sr4j.models.program.fusion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sr4j.models.program.op.Operation;

/**
 * Operations that are done in one go: each of the tail reads what the one before it made, which
 * nothing else reads.
 *
 * @param head what makes the values
 * @param tail what is done to each value before it is stored: activations, sums and products with
 *     other values that broadcast to the head's shape; a pixel shuffle only at the end
 */
public record FusedStep(Operation head, List<Operation> tail) {

  public FusedStep {
    tail = List.copyOf(tail);
  }

  /** Name of what remains. */
  public String output() {
    return tail.isEmpty() ? head.output() : tail.get(tail.size() - 1).output();
  }

  /** Names of all that is read, each once; the head's first. */
  public List<String> inputs() {
    Set<String> inputs = new LinkedHashSet<>();
    Set<String> inner = new LinkedHashSet<>();
    for (Operation operation : operations()) {
      inputs.addAll(operation.inputs());
      inner.add(operation.output());
    }
    inputs.removeAll(inner);
    return List.copyOf(inputs);
  }

  /** Head and tail. */
  public List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    all.add(head);
    all.addAll(tail);
    return all;
  }
}
