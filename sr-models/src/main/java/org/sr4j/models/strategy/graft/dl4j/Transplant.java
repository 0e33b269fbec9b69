package org.sr4j.models.strategy.graft.dl4j;

import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.layers.dl4j.SrWeights;

/** Makes a network of a changed configuration that goes on where another one stands. */
final class Transplant {

  private final ComputationGraph old;

  Transplant(ComputationGraph old) {
    this.old = old;
  }

  /**
   * @param configuration that of the old network with layers added
   * @param added names of these
   */
  ComputationGraph into(ComputationGraphConfiguration configuration, Set<String> added) {
    ComputationGraph copy = new ComputationGraph(configuration);
    GraphEditor.setDataType(configuration);
    long parameters =
        configuration.getVertices().values().stream()
            .mapToLong(vertex -> vertex.numParams(true))
            .sum();
    // With parameters given, DL4J does not seed its global random generator.
    copy.init(Nd4j.zeros(configuration.getDataType(), 1, parameters), false);
    for (GraphVertex vertex : copy.getVertices()) {
      String name = vertex.getVertexName();
      if (added.contains(name)) {
        SrWeights.initialise(vertex.getLayer(), old.conf().getSeed());
      } else if (old.getVertex(name) != null) {
        take(vertex, old.getVertex(name));
      }
    }
    new UpdaterState(old).giveTo(copy);
    copy.setListeners(old.getListeners());
    return copy;
  }

  private static void take(GraphVertex vertex, GraphVertex from) {
    Map<String, INDArray> values = from.paramTable(false);
    if (values != null) {
      Map<String, INDArray> views = vertex.paramTable(false);
      values.forEach((name, value) -> views.get(name).assign(value));
    }
  }
}
