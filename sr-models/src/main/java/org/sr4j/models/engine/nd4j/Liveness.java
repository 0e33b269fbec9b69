package org.sr4j.models.engine.nd4j;

import java.util.Collection;
import java.util.List;

/** From which step to which step the memory of an operand is needed. */
final class Liveness {

  /** Before the first step: where inputs are copied in. */
  static final int BEFORE = -1;

  private Liveness() {}

  /**
   * Notes first and last step on the roots of all operands. What follows from weights is needed
   * always, since it outlives the run; outputs are needed until the next run.
   */
  static void analyse(
      Collection<Operand> operands, List<Step> weightSteps, List<Step> steps, List<Operand> keep) {
    int end = steps.size();
    for (Operand operand : operands) {
      if (operand.origin == Operand.Origin.INPUT) {
        operand.touch(BEFORE);
      }
    }
    for (Step step : weightSteps) {
      for (Operand output : step.outputs) {
        output.touch(BEFORE);
        output.touch(end);
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      for (Operand input : steps.get(i).inputs) {
        input.touch(i);
      }
      for (Operand output : steps.get(i).outputs) {
        output.touch(i);
      }
    }
    for (Operand output : keep) {
      output.touch(end);
    }
  }

  /**
   * Lets results of elementwise operations overwrite an input that nobody reads afterwards. To be
   * called once, after {@link #analyse}.
   */
  static void overwrite(List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.outputs.size() == 1
          && step.outputs.get(0).needsMemory()
          && OperationKind.of(step.op).worksInPlace(step.op)) {
        Operand output = step.outputs.get(0);
        for (Operand input : step.inputs) {
          if (dies(input, i) && fits(step, input, output)) {
            int last = output.last;
            output.alias(input);
            input.touch(last);
            break;
          }
        }
      }
    }
  }

  private static boolean dies(Operand input, int step) {
    Operand root = input.root();
    return root.needsMemory() && root.last == step && root.first < step;
  }

  /** Whether every input in the memory to be overwritten is read where the result is written. */
  private static boolean fits(Step step, Operand overwritten, Operand output) {
    return step.inputs.stream()
        .filter(input -> input.root() == overwritten.root())
        .allMatch(input -> input.sameShape(output));
  }
}
