package org.sr4j.models.engine.nd4j;

import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;

/** One operation with its arrays, ready to be executed any number of times. */
final class Step {

  final DifferentialFunction op;
  final List<Operand> inputs;
  final List<Operand> outputs;
  private final OpContext context;
  private final boolean liftRank;
  private INDArray scalar;
  private long nanoseconds;

  /**
   * @param context with the operation's arguments
   * @param inputs that go into the context; without an axis that became an argument
   * @param liftRank whether the arrays are shown with a trailing axis of length one
   */
  Step(
      DifferentialFunction op,
      OpContext context,
      List<Operand> inputs,
      List<Operand> outputs,
      boolean liftRank) {
    this.op = op;
    this.context = context;
    this.inputs = inputs;
    this.outputs = outputs;
    this.liftRank = liftRank;
  }

  /** The same operation on other inputs. */
  Step with(List<Operand> otherInputs) {
    return new Step(op, context, otherInputs, outputs, liftRank);
  }

  /** Puts the operands' arrays into the context; to be called once, when all have memory. */
  void bind() {
    context.purge();
    for (int i = 0; i < inputs.size(); i++) {
      context.setInputArray(i, shown(inputs.get(i).array));
    }
    for (int i = 0; i < outputs.size(); i++) {
      context.setOutputArray(i, shown(outputs.get(i).array));
    }
    if (op instanceof ScalarOp && inputs.size() == 2) {
      scalar = inputs.get(1).array;
    }
  }

  private INDArray shown(INDArray array) {
    return liftRank ? ArrayView.of(array, Shapes.lifted(array.shape())) : array;
  }

  void execute(OpExecutioner executioner) {
    if (op instanceof CustomOp custom) {
      executioner.exec(custom, context);
    } else {
      if (scalar != null) {
        ((ScalarOp) op).setScalar(scalar);
      }
      executioner.exec((Op) op, context);
    }
  }

  void executeTimed(OpExecutioner executioner) {
    long start = System.nanoTime();
    execute(executioner);
    nanoseconds += System.nanoTime() - start;
  }

  long nanoseconds() {
    return nanoseconds;
  }

  /** Lets go of all arrays. */
  void release() {
    context.purge();
    scalar = null;
  }

  @Override
  public String toString() {
    return op.opName() + " " + outputs.get(0).name;
  }
}
