package org.sr4j.models.train.optimiser;

import java.util.Map;

/** Changes parameters by their gradients. Keeps its moments on the Java heap. */
public interface Optimiser {

  /**
   * Takes one step.
   *
   * @param parameters flat vector, changed in place
   * @param gradient of the loss, same order; may be changed
   */
  default void step(float[] parameters, float[] gradient, double learningRate) {
    step(parameters, gradient, 0, learningRate);
  }

  /**
   * Takes one step of a part of a vector: of as many parameters as the optimiser was made for.
   *
   * @param parameters flat vector, changed in place
   * @param gradient of the loss, same order; may be changed
   * @param from index of the part's first parameter
   */
  void step(float[] parameters, float[] gradient, int from, double learningRate);

  /** Steps taken. */
  long steps();

  /** Moments by name, each as long as the parameters; not copies. */
  Map<String, float[]> moments();

  /** Takes over moments (copied) and the step count of a checkpoint. */
  void restore(Map<String, float[]> moments, long steps);
}
