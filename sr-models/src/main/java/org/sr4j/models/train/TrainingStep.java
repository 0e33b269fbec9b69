package org.sr4j.models.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.TrainingException;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.gradient.GradientSource;
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
  private final GradientSource gradients;
  private final TrainingState state;

  TrainingStep(
      TrainingConfig config, LossGraph graph, GradientSource gradients, TrainingState state) {
    this.config = config;
    this.graph = graph;
    this.gradients = gradients;
    this.state = state;
  }

  /** Variables that a gradient source must return beside gradients. */
  static List<String> outputs(LossGraph graph) {
    List<String> names = new ArrayList<>(List.of(graph.total()));
    names.addAll(graph.parts().values());
    names.addAll(graph.network().bufferUpdates().values());
    return names.stream().distinct().toList();
  }

  /**
   * @param inputs placeholders by name
   * @throws TrainingException if loss or gradient are not finite; nothing has changed then
   */
  Outcome take(Map<String, INDArray> inputs) {
    long step = state.progress().step();
    GradientSource.Evaluation evaluation = gradients.evaluate(inputs);
    state.parameters().readGradients(evaluation.gradients(), state.gradient());
    double loss = evaluation.outputs().get(graph.total()).getDouble(0);
    double norm = GradientNorm.of(state.gradient());
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw notFinite(step + 1, evaluation);
    }
    if (config.clip() > 0) {
      GradientNorm.clip(state.gradient(), norm, config.clip());
    }
    double rate = config.schedule().rate(step, config.steps());
    state.update(rate);
    graph
        .network()
        .bufferUpdates()
        .forEach(
            (buffer, value) ->
                graph.network().parameters().get(buffer).assign(evaluation.outputs().get(value)));
    return new Outcome(loss, rate, norm);
  }

  private TrainingException notFinite(long step, GradientSource.Evaluation evaluation) {
    List<String> broken = new ArrayList<>();
    graph
        .parts()
        .forEach(
            (part, variable) -> {
              double value = evaluation.outputs().get(variable).getDouble(0);
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
