package org.sr4j.models.engine.vector.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.op.Operation;

/** Whatever has no step of its own, in plain loops: right, but slow, and it allocates. */
public final class InterpretedStep extends Step {

  /** A value that the operation reads. */
  public record Operand(String name, long[] shape, Slot slot) {}

  private final Operation operation;
  private final List<Operand> operands;
  private final Slot out;

  public InterpretedStep(Operation operation, List<Operand> operands, Slot out) {
    super(operation.output(), "interpreted " + operation.getClass().getSimpleName());
    this.operation = operation;
    this.operands = List.copyOf(operands);
    this.out = out;
  }

  @Override
  public void run(int begin, int end, float[] scratch) {
    Map<String, Tensor> values = new HashMap<>();
    for (Operand operand : operands) {
      long length = Tensor.elements(operand.shape);
      float[] data = new float[(int) length];
      System.arraycopy(operand.slot.data(), operand.slot.offset(), data, 0, data.length);
      values.put(operand.name, new Tensor(operand.name, operand.shape, data));
    }
    float[] result = Interpreter.compute(operation, values::get).data();
    System.arraycopy(result, 0, out.data(), out.offset(), result.length);
  }

  @Override
  public long bytes() {
    return operands.stream().mapToLong(o -> Float.BYTES * Tensor.elements(o.shape)).sum();
  }
}
