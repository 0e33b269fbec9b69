package org.sr4j.models.program.pass;

import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Operation;

/** Computes what depends on constants alone. */
final class ConstantFolding {

  private ConstantFolding() {}

  static Program apply(Program program) {
    return Workbench.rewrite(program, ConstantFolding::folded);
  }

  private static boolean folded(Operation operation, Workbench bench) {
    boolean fixed =
        !operation.inputs().isEmpty()
            && operation.inputs().stream().allMatch(name -> bench.constant(name).isPresent());
    if (!fixed) {
      return false;
    }
    Tensor value = Interpreter.compute(operation, name -> bench.constant(name).orElseThrow());
    bench.alias(
        operation.output(), bench.add(operation.output() + "/value", value.shape(), value.data()));
    return true;
  }
}
