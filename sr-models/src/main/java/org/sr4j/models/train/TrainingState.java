package org.sr4j.models.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.Parameter;
import org.sr4j.models.network.Network;
import org.sr4j.models.train.checkpoint.Checkpoint;
import org.sr4j.models.train.checkpoint.Progress;
import org.sr4j.models.train.config.StrategyTraining;
import org.sr4j.models.train.config.TrainingConfig;
import org.sr4j.models.train.optimiser.ParameterVector;
import org.sr4j.models.train.optimiser.WeightAverage;

/** What changes while a network is trained: weights, their average, moments, progress. */
final class TrainingState {

  private final Network network;
  private final ParameterVector parameters;
  private final float[] weights;
  private final float[] gradient;
  private final List<ParameterGroup> groups;
  private final WeightAverage average;
  private final long aloneSteps;
  private Progress progress = Progress.START;

  TrainingState(Network network, TrainingConfig config) {
    this.network = network;
    List<Parameter> own = trainable(network, false);
    List<Parameter> ofStrategies = trainable(network, true);
    parameters = new ParameterVector(Stream.concat(own.stream(), ofStrategies.stream()).toList());
    int boundary = new ParameterVector(own).length();
    weights = new float[parameters.length()];
    gradient = new float[parameters.length()];
    parameters.read(weights);
    average = new WeightAverage(weights, config.emaDecay());
    StrategyTraining training = config.strategyTrainingOrNone();
    aloneSteps = training.aloneSteps();
    groups =
        Stream.of(
                group(config, 0, boundary, aloneSteps, 1),
                group(config, boundary, weights.length, 0, training.learningRateFactor()))
            .filter(group -> !group.isEmpty())
            .toList();
  }

  private static List<Parameter> trainable(Network network, boolean ofStrategies) {
    return network.store().trainable().stream()
        .filter(p -> network.isOfStrategy(p.name()) == ofStrategies)
        .toList();
  }

  private static ParameterGroup group(
      TrainingConfig config, int from, int to, long firstStep, double rateFactor) {
    return new ParameterGroup(
        from, to, firstStep, rateFactor, config.optimiser().create(to - from));
  }

  /** Whether a parameter or buffer takes part in the next step. */
  boolean learns(String name) {
    return progress.step() >= aloneSteps || network.isOfStrategy(name);
  }

  Network network() {
    return network;
  }

  ParameterVector parameters() {
    return parameters;
  }

  /** Scratch space for the gradient of a step, in the order of {@link #parameters}. */
  float[] gradient() {
    return gradient;
  }

  Progress progress() {
    return progress;
  }

  void progress(Progress now) {
    progress = now;
  }

  /** Takes parameters that are frozen in the next step out of {@link #gradient}. */
  void maskFrozen() {
    groups.forEach(group -> group.mask(gradient, progress.step()));
  }

  /** Applies {@link #gradient} to the network's weights and their average. */
  void update(double learningRate) {
    groups.forEach(
        group -> group.update(weights, gradient, average, progress.step(), learningRate));
    parameters.write(weights);
  }

  /** Runs {@code action} while the network holds the averaged weights. */
  void withAverage(Runnable action) {
    parameters.write(average.values());
    try {
      action.run();
    } finally {
      parameters.write(weights);
    }
  }

  Checkpoint checkpoint(String config, String dataDigest) {
    Map<String, float[]> flat = new TreeMap<>();
    groups.forEach(group -> group.collect(flat, weights.length));
    Map<String, Map<String, Tensor>> moments = new LinkedHashMap<>();
    flat.forEach((name, m) -> moments.put(name, parameters.toTensors(m)));
    return new Checkpoint(
        network.weights(),
        parameters.toTensors(average.values()),
        moments,
        progress,
        config,
        dataDigest);
  }

  void restore(Checkpoint checkpoint) {
    Weights stored = checkpoint.network();
    network.load(stored);
    parameters.read(weights);
    average.restore(parameters.fromTensors(checkpoint.average()));
    Map<String, float[]> moments = new LinkedHashMap<>();
    checkpoint.moments().forEach((name, m) -> moments.put(name, parameters.fromTensors(m)));
    groups.forEach(group -> group.restore(moments, checkpoint.progress().step()));
    progress = checkpoint.progress();
  }
}
