package org.sr4j.models.engine.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/**
 * A SameDiff graph made ready to be run many times at one size: the operations that the wanted
 * outputs need, in order, each with its arrays bound, in memory that operands share as their
 * lifetimes allow. A run allocates nothing.
 *
 * <p>{@code SameDiff.output} of 1.0.0-M2.1 resolves dependencies anew in every call, allocates
 * every intermediate result afresh and keeps a session with a growing set of identifiers per
 * thread.
 *
 * <p>Not thread-safe, and plans of one graph share its operations: run them from one thread at a
 * time. Close a plan to free its memory.
 */
public final class ExecutionPlan implements AutoCloseable {

  /** Whether parameters may change between runs. */
  public enum Parameters {
    /** Everything is computed in every run. */
    LIVE,
    /**
     * What depends on parameters alone is computed in the first run and again after {@link
     * ExecutionPlan#invalidate()}.
     */
    FROZEN
  }

  /** Time spent in one operation over all profiled runs. */
  public record Timing(String operation, String output, long[] shape, long nanoseconds) {}

  private record Copy(INDArray target, INDArray source) {}

  private final Map<String, Operand> inputs = new LinkedHashMap<>();
  private final Map<String, INDArray> outputs = new LinkedHashMap<>();
  private final List<Copy> copies = new ArrayList<>();
  private final List<Operand> parameters;
  private final List<Step> weightSteps;
  private final List<Step> steps;
  private final List<INDArray> owned;
  private final Memory memory;
  private final OpExecutioner executioner = Nd4j.getExecutioner();
  private boolean weightsCurrent;
  private boolean profiling;
  private boolean closed;

  private ExecutionPlan(PlanCompiler compiler, List<String> wanted) {
    weightSteps = compiler.weightSteps;
    steps = compiler.steps;
    owned = compiler.owned;
    List<Operand> operands = new ArrayList<>(compiler.operands.values());
    List<Operand> results = wanted.stream().map(compiler::operand).toList();
    parameters =
        operands.stream()
            .filter(o -> o.origin == Operand.Origin.PARAMETER && o.array != null)
            .toList();
    Liveness.analyse(operands, weightSteps, steps, results);
    Liveness.overwrite(steps);
    memory = new Memory(operands);
    weightSteps.forEach(Step::bind);
    steps.forEach(Step::bind);
    for (Operand operand : operands) {
      if (operand.origin == Operand.Origin.INPUT && operand.name.equals(operand.root().name)) {
        inputs.put(operand.name, operand);
      }
    }
    for (Operand result : results) {
      outputs.put(result.name, output(result));
    }
  }

  /** The array of an output: a copy where it would be one that the caller owns. */
  private INDArray output(Operand result) {
    if (result.origin != Operand.Origin.PARAMETER) {
      return result.array;
    }
    INDArray copy = Nd4j.createUninitializedDetached(result.type, 'c', result.shape);
    owned.add(copy);
    copies.add(new Copy(copy, result.array));
    return copy;
  }

  /** As the longer form, with {@link Parameters#LIVE}. */
  public static ExecutionPlan compile(
      SameDiff graph,
      List<String> outputs,
      Map<String, INDArray> exampleInputs,
      Map<String, INDArray> parameters) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    exampleInputs.forEach((name, array) -> shapes.put(name, array.shape()));
    return compile(graph, outputs, shapes, parameters, Parameters.LIVE);
  }

  /**
   * Plans a graph for one size of its inputs.
   *
   * @param graph a graph or its gradient function
   * @param outputs names of the variables wanted
   * @param inputShapes shape of every placeholder that the outputs depend on, by name
   * @param parameters arrays behind the graph's variables by name; the plan reads them where they
   *     are. Variables that are not listed keep the graph's own array.
   * @throws GraphException if a name is unknown, an input is missing, or the graph holds an
   *     operation that has no fixed shape (control flow, random numbers); the operation is named
   */
  public static ExecutionPlan compile(
      SameDiff graph,
      List<String> outputs,
      Map<String, long[]> inputShapes,
      Map<String, INDArray> parameters,
      Parameters mode) {
    PlanCompiler compiler =
        new PlanCompiler(graph, inputShapes, parameters, mode == Parameters.FROZEN);
    compiler.compile(outputs);
    return new ExecutionPlan(compiler, outputs);
  }

  /**
   * Runs the graph.
   *
   * @param given arrays of the planned shapes by placeholder name; copied, not kept
   * @return the outputs by name. They belong to the plan and hold until the next run.
   * @throws EngineException if an input is missing, unknown or of another shape, the plan or the
   *     parameters are closed, or an operation fails; the operation is named
   */
  public Map<String, INDArray> run(Map<String, INDArray> given) {
    check(given);
    given.forEach((name, array) -> inputs.get(name).array.assign(array));
    if (!weightsCurrent) {
      execute(weightSteps);
      weightsCurrent = true;
    }
    execute(steps);
    copies.forEach(copy -> copy.target().assign(copy.source()));
    return Collections.unmodifiableMap(outputs);
  }

  private void execute(List<Step> sequence) {
    for (Step step : sequence) {
      try {
        if (profiling) {
          step.executeTimed(executioner);
        } else {
          step.execute(executioner);
        }
      } catch (RuntimeException e) {
        throw new EngineException(Problem.cannot("run the plan").at(step).got(e.getMessage()), e);
      }
    }
  }

  private void check(Map<String, INDArray> given) {
    if (closed) {
      throw new EngineException(Problem.cannot("run the plan").got("a closed plan"));
    }
    for (Operand parameter : parameters) {
      if (parameter.array.wasClosed()) {
        // Reading freed memory would end the JVM.
        throw new EngineException(
            Problem.cannot("run the plan")
                .at(parameter.name)
                .got("weights that were closed")
                .advice("Close the network after whatever runs it."));
      }
    }
    if (!given.keySet().equals(inputs.keySet())) {
      throw new EngineException(
          Problem.cannot("run the plan").got("inputs " + given.keySet()).expected(inputs.keySet()));
    }
    given.forEach(
        (name, array) -> {
          long[] planned = inputs.get(name).shape;
          if (!Arrays.equals(array.shape(), planned)) {
            throw new EngineException(
                Problem.cannot("run the plan")
                    .at(name)
                    .got("shape " + Arrays.toString(array.shape()))
                    .expected(Arrays.toString(planned)));
          }
        });
  }

  /** Says that parameters have changed. Needed with {@link Parameters#FROZEN} only. */
  public void invalidate() {
    weightsCurrent = false;
  }

  /** Native memory of operands, in bytes; parameters and inner buffers of operations aside. */
  public long bytes() {
    return memory.bytes() + owned.stream().mapToLong(a -> a.length() * a.dataType().width()).sum();
  }

  /** Number of operations in a run. */
  public int operations() {
    return steps.size();
  }

  /** Switches measuring on or off; it costs two clock readings per operation. */
  public void profiling(boolean on) {
    profiling = on;
  }

  /** Time per operation since profiling was switched on, in the order of execution. */
  public List<Timing> profile() {
    return steps.stream()
        .map(
            step -> {
              Operand first = step.outputs.get(0);
              return new Timing(step.op.opName(), first.name, first.shape, step.nanoseconds());
            })
        .toList();
  }

  /** For tests: overwrites all memory, so that values nobody computed show. */
  void poison() {
    memory.fill(Double.NaN);
    weightsCurrent = false;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      weightSteps.forEach(Step::release);
      steps.forEach(Step::release);
      owned.forEach(INDArray::close);
      memory.close();
    }
  }
}
