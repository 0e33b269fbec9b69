package org.sr4j.models.strategy.graft.dl4j;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * The state of a network's updater (Adam's moments), by parameter. DL4J keeps it in one array per
 * run of layers with equal settings, so adding a layer moves it all.
 */
final class UpdaterState {

  /** By layer and parameter name, then by the updater's name of the state. */
  private final Map<String, Map<String, INDArray>> state;

  /** That of a network; none if it was never trained. */
  UpdaterState(ComputationGraph graph) {
    ComputationGraphUpdater updater = graph.getUpdater(false);
    state = updater == null ? Map.of() : views(updater);
  }

  /** Sets the state of the parameters that both networks have; others begin anew. */
  void giveTo(ComputationGraph graph) {
    if (state.isEmpty()) {
      return;
    }
    views(graph.getUpdater(true))
        .forEach(
            (parameter, views) -> {
              Map<String, INDArray> values = state.getOrDefault(parameter, Map.of());
              values.forEach((name, value) -> views.get(name).assign(value));
            });
  }

  private static Map<String, Map<String, INDArray>> views(BaseMultiLayerUpdater<?> updater) {
    Map<String, Map<String, INDArray>> views = new HashMap<>();
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      GradientUpdater<?> rule = block.getGradientUpdater();
      Map<String, INDArray> whole = rule.getState();
      if (whole != null) {
        for (UpdaterBlock.ParamState parameter : block.getLayersAndVariablesInBlock()) {
          long from = parameter.getParamOffsetStart() - block.getParamOffsetStart();
          long to = parameter.getParamOffsetEnd() - block.getParamOffsetStart();
          Map<String, INDArray> parts = new HashMap<>();
          whole.forEach(
              (name, array) ->
                  parts.put(
                      name, array.reshape(array.length()).get(NDArrayIndex.interval(from, to))));
          views.put(
              parameter.getLayer().getConfig().getLayerName() + "_" + parameter.getParamName(),
              parts);
        }
      }
    }
    return views;
  }
}
