package org.sr4j.models.strategy.graft.samediff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/** Copies graphs by the only way that SameDiff has: writing them as a file and reading that. */
final class GraphCopy {

  private GraphCopy() {}

  /**
   * A copy with arrays, training configuration and updater state of its own. Listeners are the same
   * objects.
   */
  static SameDiff of(SameDiff graph) {
    SameDiff copy = graph.dup();
    if (graph.outputs() != null) {
      copy.setOutputs(graph.outputs());
    }
    copy.setListeners(graph.getListeners());
    return copy;
  }

  /**
   * Computes the same in both graphs.
   *
   * @throws GraphException if they differ in a bit: not every operation of SameDiff reads back what
   *     it wrote
   */
  static void compare(
      SameDiff graph, SameDiff copy, Map<String, INDArray> inputs, List<String> outputs) {
    Map<String, INDArray> expected = graph.output(inputs, outputs);
    Map<String, INDArray> values = copy.output(inputs, outputs);
    for (String output : outputs) {
      if (!same(expected.get(output), values.get(output))) {
        throw new GraphException(
            Problem.cannot("copy the SameDiff graph")
                .at(output)
                .got("other values than the graph itself computes")
                .expected("a graph whose operations SameDiff can save and load"));
      }
    }
    expected.values().forEach(GraphCopy::close);
    values.values().forEach(GraphCopy::close);
  }

  /** Frees the arrays that running the graph on this thread has left for the next run. */
  static void endSessions(SameDiff graph) {
    graph.getSessions().values().forEach(session -> session.getMmgr().close());
    graph.getSessions().clear();
  }

  /** Frees the parameters of a copy that nobody wants. */
  static void free(SameDiff copy) {
    for (SDVariable variable : copy.variables()) {
      if (variable.getVariableType() != VariableType.ARRAY && variable.getArr() != null) {
        close(variable.getArr());
      }
    }
  }

  private static void close(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }

  private static boolean same(INDArray a, INDArray b) {
    return a.dataType() == b.dataType()
        && Arrays.equals(a.shape(), b.shape())
        && Arrays.equals(a.dup('c').data().asDouble(), b.dup('c').data().asDouble());
  }
}
