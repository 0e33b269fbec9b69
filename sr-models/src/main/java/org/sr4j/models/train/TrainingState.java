package org.sr4j.models.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.Network;
import org.sr4j.models.train.checkpoint.Checkpoint;
import org.sr4j.models.train.checkpoint.Progress;
import org.sr4j.models.train.optimiser.Optimiser;
import org.sr4j.models.train.optimiser.OptimiserOptions;
import org.sr4j.models.train.optimiser.ParameterVector;
import org.sr4j.models.train.optimiser.WeightAverage;

/** What changes while a network is trained: weights, their average, moments, progress. */
final class TrainingState {

  private final Network network;
  private final ParameterVector parameters;
  private final float[] weights;
  private final float[] gradient;
  private final Optimiser optimiser;
  private final WeightAverage average;
  private Progress progress = Progress.START;

  TrainingState(Network network, OptimiserOptions options, double emaDecay) {
    this.network = network;
    parameters = new ParameterVector(network.store().trainable());
    weights = new float[parameters.length()];
    gradient = new float[parameters.length()];
    parameters.read(weights);
    optimiser = options.create(parameters.length());
    average = new WeightAverage(weights, emaDecay);
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

  /** Applies {@link #gradient} to the network's weights and their average. */
  void update(double learningRate) {
    optimiser.step(weights, gradient, learningRate);
    parameters.write(weights);
    average.update(weights);
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
    Map<String, Map<String, Tensor>> moments = new LinkedHashMap<>();
    optimiser.moments().forEach((name, m) -> moments.put(name, parameters.toTensors(m)));
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
    optimiser.restore(moments, checkpoint.progress().step());
    progress = checkpoint.progress();
  }
}
