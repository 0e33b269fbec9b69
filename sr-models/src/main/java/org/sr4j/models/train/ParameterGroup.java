package org.sr4j.models.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sr4j.models.train.optimiser.Optimiser;
import org.sr4j.models.train.optimiser.WeightAverage;

/**
 * A part of the parameter vector with an optimiser of its own: it learns from a step on and at a
 * rate of its own. Before, its weights, average and moments stay as they are, and the optimiser
 * counts its steps from there, as its corrections for the first steps need it.
 *
 * @param from index of the first parameter
 * @param to index after the last parameter
 * @param firstStep steps of the run during which the part is frozen
 * @param rateFactor its learning rate by that of the run
 */
record ParameterGroup(int from, int to, long firstStep, double rateFactor, Optimiser optimiser) {

  boolean isEmpty() {
    return from == to;
  }

  /** Clears the gradient of a frozen part: nothing of it may count in the norm. */
  void mask(float[] gradient, long step) {
    if (step < firstStep) {
      Arrays.fill(gradient, from, to, 0);
    }
  }

  /**
   * @param step steps that the run has taken before
   */
  void update(
      float[] weights, float[] gradient, WeightAverage average, long step, double learningRate) {
    if (step >= firstStep) {
      optimiser.step(weights, gradient, from, learningRate * rateFactor);
      average.update(weights, from, to);
    }
  }

  /** Copies the part's moments into those of all parameters. */
  void collect(Map<String, float[]> all, int length) {
    optimiser
        .moments()
        .forEach(
            (name, own) ->
                System.arraycopy(
                    own, 0, all.computeIfAbsent(name, key -> new float[length]), from, own.length));
  }

  /**
   * @param all moments of all parameters
   * @param step steps that the run has taken
   */
  void restore(Map<String, float[]> all, long step) {
    Map<String, float[]> own = new LinkedHashMap<>();
    all.forEach((name, moments) -> own.put(name, Arrays.copyOfRange(moments, from, to)));
    optimiser.restore(own, Math.max(0, step - firstStep));
  }
}
