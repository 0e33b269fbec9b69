package org.sr4j.models.train.gradient;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates a training graph. Owns native memory; used by one thread. */
public interface GradientSource extends AutoCloseable {

  /**
   * One evaluation. The arrays belong to the source and hold until its next call.
   *
   * @param outputs values of variables asked for, by name
   * @param gradients of the loss, by parameter name
   */
  record Evaluation(Map<String, INDArray> outputs, Map<String, INDArray> gradients) {}

  /**
   * @param inputs placeholders by name
   */
  Evaluation evaluate(Map<String, INDArray> inputs);

  @Override
  void close();
}
