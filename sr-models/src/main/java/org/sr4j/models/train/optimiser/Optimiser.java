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
  void step(float[] parameters, float[] gradient, double learningRate);

  /** Steps taken. */
  long steps();

  /** Moments by name, each as long as the parameters; not copies. */
  Map<String, float[]> moments();

  /** Takes over moments (copied) and the step count of a checkpoint. */
  void restore(Map<String, float[]> moments, long steps);
}
