package org.sr4j.models.train.loss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.sr4j.api.engine.NetworkGraph;

/**
 * A training graph with its loss.
 *
 * @param network the graph; it now also holds the target and the loss
 * @param target placeholder of the reference, {@code [N,C,sH,sW]} in the network's range
 * @param total variable of the loss that is minimised: {@code main + sum of weight * auxiliary}
 * @param parts variables of the unweighted parts by name: {@code main}, then auxiliary outputs
 */
public record LossGraph(
    NetworkGraph network, String target, String total, Map<String, String> parts) {

  private static final String TARGET = "training.target";
  private static final String TOTAL = "training.loss";

  /** Variables of the parts, each once. */
  public List<String> partVariables() {
    return parts.values().stream().distinct().toList();
  }

  /** Appends target and loss to a training graph. Auxiliary outputs share the target. */
  public static LossGraph append(NetworkGraph network, int channels, DataType type, Loss loss) {
    SameDiff graph = network.graph();
    SDVariable target = graph.placeHolder(TARGET, type, -1, channels, -1, -1);
    Map<String, String> parts = new LinkedHashMap<>();
    SDVariable total = loss.of(graph.getVariable(network.output()), target);
    parts.put("main", total.name());
    for (NetworkGraph.AuxiliaryOutput output : network.auxiliaryOutputs()) {
      SDVariable part = loss.of(graph.getVariable(output.variable()), target);
      parts.put(output.name(), part.name());
      total = total.add(part.mul(output.lossWeight()));
    }
    graph.identity(TOTAL, total);
    return new LossGraph(network, TARGET, TOTAL, parts);
  }
}
