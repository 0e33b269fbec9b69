package org.sr4j.models.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;
import org.sr4j.models.engine.nd4j.GradientPlan;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.loss.LossGraph;
import org.sr4j.models.train.optimiser.GradientNorm;

/** One optimiser step: loss and gradients, clipping, update, buffers, average. */
final class TrainingStep {

  /**
   * @param loss weighted sum of all parts
   * @param gradientNorm before clipping
   */
  record Outcome(double loss, double learningRate, double gradientNorm) {}

  private final TrainingConfig config;
  private final LossGraph graph;
  private final GradientPlan gradients;
  private final TrainingState state;

  TrainingStep(
      TrainingConfig config, LossGraph graph, GradientPlan gradients, TrainingState state) {
    this.config = config;
    this.graph = graph;
    this.gradients = gradients;
    this.state = state;
  }

  /**
   * @param inputs placeholders by name
   * @throws TrainingException if loss or gradient are not finite; nothing has changed then
   */
  Outcome take(Map<String, INDArray> inputs) {
    long step = state.progress().step();
    GradientPlan.Result result = gradients.run(inputs);
    state.parameters().readGradients(result.gradients(), state.gradient());
    state.maskFrozen();
    double loss = result.loss();
    double norm = GradientNorm.of(state.gradient());
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw notFinite(step + 1, result);
    }
    if (config.clip() > 0) {
      GradientNorm.clip(state.gradient(), norm, config.clip());
    }
    double rate = config.schedule().rate(step, config.steps());
    state.update(rate);
    Map<String, INDArray> buffers = graph.network().parameters();
    result
        .bufferUpdates()
        .forEach(
            (name, value) -> {
              if (state.learns(name)) {
                buffers.get(name).assign(value);
              }
            });
    return new Outcome(loss, rate, norm);
  }

  private TrainingException notFinite(long step, GradientPlan.Result result) {
    List<String> broken = new ArrayList<>();
    graph
        .parts()
        .forEach(
            (part, variable) -> {
              double value = result.outputs().get(variable).getDouble(0);
              if (!Double.isFinite(value)) {
                broken.add("loss part " + part + " = " + value);
              }
            });
    List<String> parameters = state.parameters().notFinite(state.gradient());
    if (!parameters.isEmpty()) {
      broken.add("gradient of " + String.join(", ", parameters));
    }
    return new TrainingException(
        Problem.cannot("go on training")
            .at("step " + step)
            .got(
                broken.isEmpty()
                    ? "a loss or gradient norm that overflows"
                    : "values that are not finite: " + String.join("; ", broken))
            .advice("The last checkpoint is kept. Lower the learning rate or set clip."));
  }
}
