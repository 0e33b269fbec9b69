package org.sr4j.models.program.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.shape.Dim;

/**
 * A program while it is rewritten, operation by operation from the first to the last. What is
 * replaced stays until the end, where what nothing reads is left out.
 */
final class Workbench {

  /** More than a value can have; outputs are read by whoever asks. */
  private static final int OUTPUT = 1 << 20;

  private final Program program;
  private final Map<String, Tensor> constants;
  private final Map<String, Operation> producers = new LinkedHashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, Integer> readers = new HashMap<>();
  private Map<String, List<Dim>> shapes;
  private boolean changed;

  private Workbench(Program program) {
    this.program = program;
    constants = new LinkedHashMap<>(program.constants());
    program.outputs().forEach(name -> readers.put(name, OUTPUT));
    for (Operation operation : program.operations()) {
      operation.inputs().forEach(name -> readers.merge(name, 1, Integer::sum));
    }
  }

  /** The program with every operation put through {@code rewrite}; the same if none changed. */
  static Program rewrite(Program program, Rewrite rewrite) {
    Workbench bench = new Workbench(program);
    for (Operation operation : program.operations()) {
      Operation current =
          operation.renamed(name -> name.equals(operation.output()) ? name : bench.resolve(name));
      if (rewrite.apply(current, bench)) {
        bench.changed = true;
      } else {
        bench.add(current);
      }
    }
    return bench.changed ? DeadCode.removed(bench.finish()) : program;
  }

  private String resolve(String name) {
    return aliases.getOrDefault(name, name);
  }

  /** Adds an operation. */
  void add(Operation operation) {
    producers.put(operation.output(), operation);
  }

  /** A constant under a name made from {@code hint}. */
  String add(String hint, long[] shape, float[] values) {
    String name = unused(hint);
    constants.put(name, new Tensor(name, shape, values));
    return name;
  }

  /** Says that {@code output} is nothing else than {@code same}. */
  void alias(String output, String same) {
    aliases.put(output, same);
    readers.merge(same, readers.getOrDefault(output, 0) - 1, Integer::sum);
  }

  String unused(String hint) {
    String name = hint;
    for (int i = 1; exists(name); i++) {
      name = hint + "/" + i;
    }
    return name;
  }

  private boolean exists(String name) {
    return constants.containsKey(name)
        || producers.containsKey(name)
        || readers.containsKey(name)
        || program.inputs().stream().anyMatch(input -> input.name().equals(name));
  }

  /** What makes a value; empty for inputs and constants. */
  Optional<Operation> producer(String name) {
    return Optional.ofNullable(producers.get(name));
  }

  /** What makes a value that only one operation reads, if it is of that kind. */
  <T extends Operation> Optional<T> onlyFor(String name, Class<T> kind) {
    return readers.getOrDefault(name, 0) == 1 ? made(name, kind) : Optional.empty();
  }

  <T extends Operation> Optional<T> made(String name, Class<T> kind) {
    return producer(name).filter(kind::isInstance).map(kind::cast);
  }

  Optional<Tensor> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /** The number that a constant of one value is. */
  Optional<Float> number(String name) {
    return constant(name).filter(t -> t.data().length == 1).map(t -> t.data()[0]);
  }

  /** Shape of a value of the program before rewriting, with symbols; empty if not known. */
  Optional<List<Dim>> shape(String name) {
    if (shapes == null) {
      shapes = KnownShapes.of(program);
    }
    return Optional.ofNullable(shapes.get(name));
  }

  /** Channels of a map, if known. */
  Optional<Integer> channels(String name) {
    return shape(name)
        .filter(shape -> shape.size() == 4 && shape.get(1).isConstant())
        .map(shape -> Math.toIntExact(shape.get(1).constant()));
  }

  private Program finish() {
    Map<String, String> renamed = new HashMap<>();
    List<Operation> copies = new ArrayList<>();
    for (String output : program.outputs()) {
      String same = resolve(output);
      if (same.equals(output)) {
        continue;
      }
      boolean free =
          producers.containsKey(same)
              && !program.outputs().contains(same)
              && !renamed.containsKey(same);
      if (free) {
        renamed.put(same, output);
      } else {
        copies.add(new Identity(output, same));
      }
    }
    List<Operation> operations = new ArrayList<>();
    for (Operation operation : producers.values()) {
      operations.add(operation.renamed(name -> renamed.getOrDefault(name, name)));
    }
    for (Operation copy : copies) {
      operations.add(
          copy.renamed(
              name -> name.equals(copy.output()) ? name : renamed.getOrDefault(name, name)));
    }
    return new Program(
        program.inputs(), program.outputs(), operations, constants, program.metadata());
  }
}
