package org.sr4j.models.engine.vector.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.models.engine.vector.step.ElementwiseStep.Function;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Prelu;

/** Functions of each value by itself that are done together, so that no map between them is. */
final class Cluster {

  private final List<Operation> operations = new ArrayList<>();

  /**
   * @param last gives the cluster's result
   * @param taken operations that belong to others
   */
  Cluster(Subprogram program, Operation last, Set<Operation> taken) {
    Set<Operation> members = new LinkedHashSet<>(List.of(last));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Operation member : List.copyOf(members)) {
        for (String input : member.inputs()) {
          Operation producer = program.producers.get(input);
          if (producer != null
              && !members.contains(producer)
              && !taken.contains(producer)
              && Subprogram.isElementwise(producer)
              && program.isMap(input)
              && !program.outputs.contains(input)
              && Arrays.equals(program.shape(input), program.shape(last.output()))
              && members.containsAll(program.readers(input))) {
            members.add(producer);
            grows = true;
          }
        }
      }
    }
    program.operations.stream().filter(members::contains).forEach(operations::add);
  }

  List<Operation> operations() {
    return operations;
  }

  /** Values from outside that the cluster reads. */
  List<String> operands() {
    Set<String> made = new LinkedHashSet<>();
    Set<String> operands = new LinkedHashSet<>();
    for (Operation operation : operations) {
      operation.inputs().stream().filter(i -> !made.contains(i)).forEach(operands::add);
      made.add(operation.output());
    }
    return List.copyOf(operands);
  }

  List<Function> functions() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    operands().forEach(name -> numbers.put(name, numbers.size()));
    List<Function> functions = new ArrayList<>();
    for (Operation operation : operations) {
      functions.add(function(operation, numbers));
      numbers.put(operation.output(), numbers.size());
    }
    return functions;
  }

  private static Function function(Operation operation, Map<String, Integer> numbers) {
    if (operation instanceof Activation a) {
      return Function.of(a.kind(), numbers.get(a.input()), a.alpha(), a.beta());
    }
    if (operation instanceof Prelu p) {
      return Function.prelu(numbers.get(p.input()), numbers.get(p.slope()));
    }
    Binary b = (Binary) operation;
    return Function.of(b.kind(), numbers.get(b.left()), numbers.get(b.right()));
  }
}
