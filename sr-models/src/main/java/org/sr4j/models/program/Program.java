package org.sr4j.models.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Operation;

/**
 * A network ready for inference: operations in an order in which they can run.
 *
 * @param inputs what the host gives; the first is the picture
 * @param outputs names of values that can be asked for; the first is the enlarged picture
 * @param operations each reads only what comes before it
 * @param constants weights and other fixed values by name, not to be changed
 * @param metadata what the file says of network and weights; see {@link
 *     org.sr4j.api.weights.Weights} for the keys
 */
public record Program(
    List<ProgramInput> inputs,
    List<String> outputs,
    List<Operation> operations,
    Map<String, Tensor> constants,
    Map<String, String> metadata) {

  /**
   * @throws GraphException if an operation reads a name that does not exist before it, two make one
   *     name, or an output does not exist
   */
  public Program {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    operations = List.copyOf(operations);
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    Set<String> known = new LinkedHashSet<>(constants.keySet());
    for (ProgramInput input : inputs) {
      addOnce(known, input.name());
    }
    for (Operation operation : operations) {
      for (String input : operation.inputs()) {
        if (!known.contains(input)) {
          throw new GraphException(
              Problem.cannot("make a program").at(operation).got("no value " + input));
        }
      }
      addOnce(known, operation.output());
    }
    for (String output : outputs) {
      if (!known.contains(output)) {
        throw new GraphException(
            Problem.cannot("make a program").at("its outputs").got("no value " + output));
      }
    }
  }

  private static void addOnce(Set<String> known, String name) {
    if (!known.add(name)) {
      throw new GraphException(
          Problem.cannot("make a program").at(name).got("two values of this name"));
    }
  }

  /** The picture. */
  public ProgramInput picture() {
    return inputs.get(0);
  }

  /** Name of the enlarged picture. */
  public String output() {
    return outputs.get(0);
  }

  public Program withMetadata(Map<String, String> other) {
    return new Program(inputs, outputs, operations, constants, other);
  }
}
