package org.sr4j.models.engine.nd4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/**
 * The shapes of a graph's variables for one size of its inputs, inferred without running the graph
 * and without memory for its results: what an {@link ExecutionPlan} of that size would hold.
 */
public final class InferredShapes {

  private final List<SameDiffOp> operations;
  private final Map<String, Operand> operands;
  private final long peakBytes;

  private InferredShapes(
      List<SameDiffOp> operations, Map<String, Operand> operands, long peakBytes) {
    this.operations = operations;
    this.operands = operands;
    this.peakBytes = peakBytes;
  }

  /**
   * @param outputs names of the variables wanted
   * @param inputShapes shape of every placeholder that the outputs depend on, by name
   * @param parameters arrays behind the graph's variables by name; only their shapes matter
   * @throws GraphException as {@link ExecutionPlan#compile}
   */
  public static InferredShapes of(
      SameDiff graph,
      List<String> outputs,
      Map<String, long[]> inputShapes,
      Map<String, INDArray> parameters) {
    PlanCompiler compiler = new PlanCompiler(graph, inputShapes, parameters, true);
    compiler.compile(outputs);
    List<Operand> operands = new ArrayList<>(compiler.operands.values());
    List<Operand> results = outputs.stream().map(compiler::operand).toList();
    Liveness.analyse(operands, compiler.weightSteps, compiler.steps, results);
    Liveness.overwrite(compiler.steps);
    long peak = peakBytes(operands, compiler.steps.size());
    compiler.weightSteps.forEach(Step::release);
    compiler.steps.forEach(Step::release);
    compiler.owned.forEach(INDArray::close);
    return new InferredShapes(Dependencies.of(graph, outputs), compiler.operands, peak);
  }

  /** Live bytes at the step where they are most; what follows from weights alone is left out. */
  private static long peakBytes(Collection<Operand> operands, int steps) {
    // Slot 0 stands for the time before the first step.
    long[] change = new long[steps + 3];
    for (Operand operand : operands) {
      if (operand.needsMemory() && !operand.ofWeights) {
        long bytes = operand.length() * operand.type.width();
        change[operand.first + 1] += bytes;
        change[operand.last + 2] -= bytes;
      }
    }
    long live = 0;
    long peak = 0;
    for (long difference : change) {
      live += difference;
      peak = Math.max(peak, live);
    }
    return peak;
  }

  /** The operations that the outputs depend on, each after those it depends on. */
  public List<SameDiffOp> operations() {
    return operations;
  }

  /**
   * @throws GraphException if the outputs do not depend on a variable of this name
   */
  public long[] of(String variable) {
    Operand operand = operands.get(variable);
    if (operand == null) {
      throw new GraphException(
          Problem.cannot("infer the shape")
              .at(variable)
              .got("no variable that the outputs depend on"));
    }
    return operand.shape.clone();
  }

  /**
   * Memory of inputs and intermediate results at the step where it is largest, in bytes: every
   * result lives until its last reader is done, and elementwise operations overwrite an input that
   * nobody reads afterwards. Weights and what follows from them alone are left out.
   */
  public long peakBytes() {
    return peakBytes;
  }
}
