package org.sr4j.models.program.pass;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Operation;

/** What is computed twice is computed once; equal constants become one. */
final class CommonSubexpressions {

  private static final int SAMPLES = 16;

  private record Values(List<Long> shape, int hash) {}

  private CommonSubexpressions() {}

  static Program apply(Program program) {
    Map<String, String> constants = equalConstants(program);
    Map<Operation, String> known = new HashMap<>();
    return Workbench.rewrite(
        program,
        (operation, bench) -> {
          Operation general =
              operation.renamed(
                  name ->
                      name.equals(operation.output()) ? "" : constants.getOrDefault(name, name));
          String first = known.putIfAbsent(general, operation.output());
          if (first != null) {
            bench.alias(operation.output(), first);
            return true;
          }
          boolean shared = operation.inputs().stream().anyMatch(constants::containsKey);
          if (shared) {
            bench.add(operation.renamed(name -> constants.getOrDefault(name, name)));
          }
          return shared;
        });
  }

  /** For each constant that equals an earlier one, that one. */
  private static Map<String, String> equalConstants(Program program) {
    Map<Values, List<Tensor>> kinds = new HashMap<>();
    Map<String, String> same = new HashMap<>();
    program
        .constants()
        .forEach(
            (name, tensor) -> {
              Values key =
                  new Values(Arrays.stream(tensor.shape()).boxed().toList(), sample(tensor.data()));
              List<Tensor> before = kinds.computeIfAbsent(key, k -> new java.util.ArrayList<>());
              before.stream()
                  .filter(t -> Arrays.equals(t.data(), tensor.data()))
                  .findFirst()
                  .ifPresentOrElse(
                      t -> same.put(name, t.name()), () -> before.add(tensor.withName(name)));
            });
    return same;
  }

  /** Of a few values: weights are many, and equal ones are compared in full. */
  private static int sample(float[] values) {
    int hash = 1;
    int step = Math.max(1, values.length / SAMPLES);
    for (int i = 0; i < values.length; i += step) {
      hash = 31 * hash + Float.hashCode(values[i]);
    }
    return hash;
  }
}
