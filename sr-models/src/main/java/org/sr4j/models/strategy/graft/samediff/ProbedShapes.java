package org.sr4j.models.strategy.graft.samediff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.strategy.graft.Probe;
import org.sr4j.models.strategy.graft.structure.HostNode;
import org.sr4j.models.strategy.graft.structure.MapShape;

/**
 * Shapes of a network's variables for one picture, found by running it: SameDiff 1.0.0-M2.1 does
 * not know them before.
 */
final class ProbedShapes {

  private static final int RANK = 4;

  private final NetworkPart network;
  private final DataType type;
  private final MapShape picture;
  private final Map<String, MapShape> shapes = new HashMap<>();

  /**
   * @throws GraphException if the network cannot be run on a picture of this size
   */
  ProbedShapes(SameDiff graph, NetworkPart network, Probe probe) {
    this.network = network;
    this.type = graph.getVariable(network.input()).dataType();
    this.picture = probe.picture().orElseGet(() -> guess(graph));
    shapes.put(network.input(), picture);
    List<String> names =
        network.variables().stream()
            .filter(name -> graph.getVariable(name).dataType() == type)
            .toList();
    try {
      graph.output(picture(), names).forEach(this::remember);
    } catch (RuntimeException e) {
      throw new GraphException(
          Problem.cannot("run the network")
              .at(network.input())
              .got("a picture of " + picture + ": " + e.getMessage())
              .advice("Say what pictures it takes, as by .picture(3, 48, 48)."),
          e);
    }
  }

  /** What the placeholder and the first convolution say; any size if they leave it open. */
  private MapShape guess(SameDiff graph) {
    long[] shape = graph.getVariable(network.input()).placeholderShape();
    boolean known = shape != null && shape.length == RANK;
    long channels = known && shape[1] > 0 ? shape[1] : channels(graph);
    long height = known && shape[2] > 0 ? shape[2] : Probe.SIDE;
    long width = known && shape[3] > 0 ? shape[3] : Probe.SIDE;
    return new MapShape(channels, height, width);
  }

  /** Of weights {@code [kH,kW,I,O]}. */
  private long channels(SameDiff graph) {
    for (SameDiffOp operation : graph.getOps().values()) {
      if (operation.getInputsToOp().contains(network.input())
          && OperationLabel.of(operation.getOp(), 1).kind() == HostNode.Kind.CONVOLUTION) {
        SDVariable weights = operation.getOp().arg(1);
        if (weights.getShape() != null && weights.getShape().length == RANK) {
          return weights.getShape()[2];
        }
      }
    }
    return 3;
  }

  private void remember(String name, INDArray value) {
    if (value.rank() == RANK) {
      shapes.put(name, new MapShape(value.size(1), value.size(2), value.size(3)));
    }
  }

  DataType type() {
    return type;
  }

  /** A picture to run the network on. */
  Map<String, INDArray> picture() {
    long length = picture.channels() * picture.height() * picture.width();
    INDArray ramp = Nd4j.linspace(0, 1, length, type);
    return Map.of(
        network.input(), ramp.reshape(1, picture.channels(), picture.height(), picture.width()));
  }

  /** Null if the variable is no feature map. */
  MapShape of(String variable) {
    return shapes.get(variable);
  }
}
