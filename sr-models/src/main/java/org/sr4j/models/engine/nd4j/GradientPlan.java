package org.sr4j.models.engine.nd4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One training step up to the optimiser, for one size of the batch: loss, gradients and new values
 * of buffers. Parameters are read where they are, so an optimiser changes them in place between
 * runs. Close it to free its memory.
 */
public final class GradientPlan implements AutoCloseable {

  /**
   * What a run computed. The arrays belong to the plan and hold until its next run.
   *
   * @param loss the scalar
   * @param gradients of the loss, by parameter name (and by input name where asked for); in the
   *     parameter's memory layout
   * @param bufferUpdates new values by buffer name, not yet assigned
   * @param outputs the further variables that were asked for
   */
  public record Result(
      double loss,
      Map<String, INDArray> gradients,
      Map<String, INDArray> bufferUpdates,
      Map<String, INDArray> outputs) {}

  private final ExecutionPlan plan;
  private final String loss;
  private final Map<String, String> gradients;
  private final Map<String, String> bufferUpdates;
  private final List<String> extra;

  GradientPlan(
      ExecutionPlan plan,
      String loss,
      Map<String, String> gradients,
      Map<String, String> bufferUpdates,
      List<String> extra) {
    this.plan = plan;
    this.loss = loss;
    this.gradients = gradients;
    this.bufferUpdates = bufferUpdates;
    this.extra = List.copyOf(extra);
  }

  /**
   * @param inputs arrays of the planned shapes by placeholder name; copied, not kept
   * @throws org.sr4j.api.error.EngineException if an input is missing, unknown or of another shape
   */
  public Result run(Map<String, INDArray> inputs) {
    Map<String, INDArray> values = plan.run(inputs);
    Map<String, INDArray> outputs = new LinkedHashMap<>();
    extra.forEach(name -> outputs.put(name, values.get(name)));
    return new Result(
        values.get(loss).getDouble(0),
        rename(gradients, values),
        rename(bufferUpdates, values),
        Collections.unmodifiableMap(outputs));
  }

  private static Map<String, INDArray> rename(
      Map<String, String> names, Map<String, INDArray> values) {
    Map<String, INDArray> renamed = new LinkedHashMap<>();
    names.forEach((name, variable) -> renamed.put(name, values.get(variable)));
    return Collections.unmodifiableMap(renamed);
  }

  /** The plan underneath: its memory and where the time goes. */
  public ExecutionPlan plan() {
    return plan;
  }

  @Override
  public void close() {
    plan.close();
  }
}
