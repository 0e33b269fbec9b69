package org.sr4j.models.strategy.graft.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sr4j.models.strategy.graft.Probe;
import org.sr4j.models.strategy.graft.structure.MapShape;

/**
 * Shapes of the vertices' outputs for one picture, by DL4J's input types. If a vertex does not tell
 * its output's type (lambda vertices need not), the network is run once to see. If it does not take
 * pictures of this size either, shapes stay unknown from there on.
 */
final class FeatureShapes {

  private static final Logger LOG = LoggerFactory.getLogger(FeatureShapes.class);

  private static final int RGB = 3;
  private static final int RANK = 4;

  private final ComputationGraphConfiguration configuration;
  private final MapShape picture;
  private final Map<String, InputType> types = new HashMap<>();

  /**
   * @param configuration a copy of the network's: layers may keep what they are asked
   * @param order all vertices, each after its inputs
   */
  FeatureShapes(
      ComputationGraph graph,
      ComputationGraphConfiguration configuration,
      List<String> order,
      Probe probe) {
    this.configuration = configuration;
    String input = configuration.getNetworkInputs().get(0);
    this.picture =
        probe.picture().orElseGet(() -> new MapShape(channels(input), Probe.SIDE, Probe.SIDE));
    types.put(
        input, InputType.convolutional(picture.height(), picture.width(), picture.channels()));
    for (String name : order) {
      GraphVertex vertex = configuration.getVertices().get(name);
      if (vertex != null) {
        infer(name, vertex);
      }
    }
    if (types.size() < order.size()) {
      run(graph);
    }
  }

  private void run(ComputationGraph graph) {
    long[] shape = {1, picture.channels(), picture.height(), picture.width()};
    INDArray[] input = {Nd4j.zeros(configuration.getDataType(), shape)};
    try {
      graph.feedForward(input, false, true).forEach((name, output) -> remember(name, output));
    } catch (RuntimeException e) {
      LOG.debug("the network does not take a picture of {}", picture, e);
    }
  }

  private void remember(String name, INDArray output) {
    if (output.rank() == RANK) {
      types.putIfAbsent(
          name, InputType.convolutional(output.size(2), output.size(3), output.size(1)));
    }
  }

  private long channels(String input) {
    for (Map.Entry<String, List<String>> vertex : configuration.getVertexInputs().entrySet()) {
      if (vertex.getValue().contains(input)
          && Layers.of(configuration.getVertices().get(vertex.getKey())).orElse(null)
              instanceof FeedForwardLayer layer
          && layer.getNIn() > 0) {
        return layer.getNIn();
      }
    }
    return RGB;
  }

  private void infer(String name, GraphVertex vertex) {
    InputType[] inputs =
        configuration.getVertexInputs().get(name).stream()
            .map(types::get)
            .toArray(InputType[]::new);
    for (InputType input : inputs) {
      if (input == null) {
        return;
      }
    }
    try {
      types.put(name, vertex.getOutputType(0, inputs));
    } catch (RuntimeException e) {
      LOG.debug("no output type of vertex {}", name, e);
    }
  }

  MapShape picture() {
    return picture;
  }

  /** Null if it is unknown or no feature map. */
  MapShape of(String vertex) {
    return types.get(vertex) instanceof InputTypeConvolutional map
        ? new MapShape(map.getChannels(), map.getHeight(), map.getWidth())
        : null;
  }
}
