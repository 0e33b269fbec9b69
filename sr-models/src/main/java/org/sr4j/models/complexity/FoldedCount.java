package org.sr4j.models.complexity;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.models.engine.nd4j.InferredShapes;

/**
 * Values that are left of some parameters once everything that follows from parameters alone is
 * computed: what an inference graph multiplies and adds pictures with. A folded normalisation is
 * not among them.
 */
final class FoldedCount {

  private final SameDiff graph;
  private final Set<String> ofWeights = new HashSet<>();
  private final Set<String> used = new LinkedHashSet<>();

  private FoldedCount(NetworkGraph network, Predicate<String> counted) {
    this.graph = network.graph();
    network.parameters().keySet().stream().filter(counted).forEach(ofWeights::add);
  }

  /**
   * @param counted whether the parameter of a name is to be counted
   */
  static long of(NetworkGraph network, Map<String, long[]> inputs, Predicate<String> counted) {
    FoldedCount count = new FoldedCount(network, counted);
    InferredShapes shapes =
        InferredShapes.of(network.graph(), List.of(network.output()), inputs, network.parameters());
    shapes.operations().forEach(count::follow);
    return count.used.stream().mapToLong(name -> length(shapes.of(name))).sum();
  }

  private void follow(SameDiffOp operation) {
    List<String> weights = operation.getInputsToOp().stream().filter(ofWeights::contains).toList();
    if (weights.isEmpty()) {
      return;
    }
    boolean alone =
        operation.getInputsToOp().stream()
            .allMatch(
                name ->
                    ofWeights.contains(name)
                        || graph.getVariable(name).getVariableType() == VariableType.CONSTANT);
    if (alone) {
      ofWeights.addAll(operation.getOutputsOfOp());
    } else {
      used.addAll(weights);
    }
  }

  private static long length(long[] shape) {
    long length = 1;
    for (long side : shape) {
      length *= side;
    }
    return length;
  }
}
