package org.sr4j.models.strategy.graft.samediff;

import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/** Makes parameters that were added to a trained graph ready for training. */
final class NewParameters {

  private NewParameters() {}

  /** SameDiff sets up the updaters before the first step only: a graph read with them has none. */
  static void prepare(SameDiff graph) {
    if (!graph.isInitializedTraining()) {
      return;
    }
    for (Variable variable : graph.getVariables().values()) {
      if (variable.getVariable().getVariableType() == VariableType.VARIABLE) {
        graph
            .getUpdaterMap()
            .computeIfAbsent(
                variable.getName(),
                name -> fresh(graph.getTrainingConfig().getUpdater(), variable));
      }
    }
  }

  private static GradientUpdater<?> fresh(IUpdater updater, Variable variable) {
    INDArray values = variable.getVariable().getArr();
    long size = updater.stateSize(values.length());
    INDArray state = size == 0 ? null : Nd4j.create(values.dataType(), 1, size);
    GradientUpdater<?> fresh = updater.instantiate(state, false);
    if (size > 0) {
      fresh.setStateViewArray(state, values.shape(), values.ordering(), true);
    }
    return fresh;
  }
}
