package org.sr4j.models.strategy.graft.dl4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.layers.dl4j.SrLayer;
import org.sr4j.models.strategy.graft.structure.Edge;

/** Adds vertices to the configuration of a network and leads the uses of others through them. */
final class GraphEditor {

  private final ComputationGraphConfiguration configuration;
  private final Set<String> added = new LinkedHashSet<>();

  /**
   * @param configuration is changed
   */
  GraphEditor(ComputationGraphConfiguration configuration) {
    this.configuration = configuration;
  }

  /** Clones of vertices forget it, and lambda vertices do not even count parameters without. */
  static void setDataType(ComputationGraphConfiguration configuration) {
    configuration
        .getVertices()
        .values()
        .forEach(vertex -> vertex.setDataType(configuration.getDataType()));
  }

  /** Names of the layers that were added. */
  Set<String> added() {
    return added;
  }

  /** What the uses of one place read now. */
  String source(List<Edge> uses) {
    return inputs(uses.get(0)).get(uses.get(0).input());
  }

  private List<String> inputs(Edge use) {
    return configuration.getVertexInputs().get(use.consumer());
  }

  /** A layer that is trained as the nearest one before {@code input} is. */
  void addLayer(String name, SrLayer layer, String input) {
    LayerVertex neighbour = trainedBefore(input);
    LayerSettings.of(Layers.of(neighbour).orElseThrow()).orElseThrow().giveTo(layer);
    layer.setLayerName(name);
    NeuralNetConfiguration settings = neighbour.getLayerConf().clone();
    settings.clearVariables();
    settings.setLayer(layer);
    add(name, new LayerVertex(settings, null), List.of(input));
    added.add(name);
  }

  void addProduct(String name, String feature, String factor) {
    add(name, new ElementWiseVertex(ElementWiseVertex.Op.Product), List.of(feature, factor));
  }

  private void add(String name, GraphVertex vertex, List<String> inputs) {
    configuration.getVertices().put(name, vertex);
    configuration.getVertexInputs().put(name, new ArrayList<>(inputs));
  }

  void redirect(List<Edge> uses, String to) {
    uses.forEach(use -> inputs(use).set(use.input(), to));
  }

  private LayerVertex trainedBefore(String vertex) {
    Deque<String> waiting = new ArrayDeque<>(List.of(vertex));
    Set<String> seen = new HashSet<>();
    Map<String, GraphVertex> vertices = configuration.getVertices();
    while (!waiting.isEmpty()) {
      String name = waiting.poll();
      GraphVertex found = vertices.get(name);
      if (found != null && seen.add(name)) {
        boolean trained = Layers.of(found).flatMap(LayerSettings::of).isPresent();
        if (trained && Layers.unwrapped(found) instanceof LayerVertex layer) {
          return layer;
        }
        waiting.addAll(configuration.getVertexInputs().get(name));
      }
    }
    throw new GraphException(
        Problem.cannot("add a trained layer")
            .at(vertex)
            .got("no trained layer before it")
            .expected("one whose updater the new layer can take"));
  }
}
