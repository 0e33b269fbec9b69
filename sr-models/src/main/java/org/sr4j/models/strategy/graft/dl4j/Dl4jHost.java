package org.sr4j.models.strategy.graft.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.strategy.cwss.CwssOptions;
import org.sr4j.models.strategy.ggas.GgasOptions;
import org.sr4j.models.strategy.graft.ChosenStrategy;
import org.sr4j.models.strategy.graft.Host;
import org.sr4j.models.strategy.graft.Probe;
import org.sr4j.models.strategy.graft.Step;
import org.sr4j.models.strategy.graft.structure.HostGraph;
import org.sr4j.models.strategy.graft.structure.HostNode;
import org.sr4j.models.strategy.graft.structure.MapShape;

/** A user's {@code ComputationGraph}. */
public final class Dl4jHost implements Host<ComputationGraph> {

  private final ComputationGraph graph;
  private final ComputationGraphConfiguration configuration;
  private final List<String> order;
  private final FeatureShapes shapes;

  /**
   * @throws GraphException if the network is recurrent, takes several inputs or NHWC, or has no
   *     parameters yet
   */
  public Dl4jHost(ComputationGraph graph, Probe probe) {
    HostCheck.check(graph, probe);
    this.graph = graph;
    this.configuration = graph.getConfiguration().clone();
    GraphEditor.setDataType(configuration);
    GraphVertex[] vertices = graph.getVertices();
    this.order =
        Arrays.stream(graph.topologicalSortOrder())
            .mapToObj(index -> vertices[index].getVertexName())
            .toList();
    this.shapes = new FeatureShapes(graph, configuration, order, probe);
  }

  @Override
  public HostGraph structure() {
    List<HostNode> nodes = new ArrayList<>();
    for (String name : order) {
      var vertex = configuration.getVertices().get(name);
      if (vertex == null) {
        nodes.add(new HostNode(name, HostNode.Kind.INPUT, "input", List.of(), shapes.of(name)));
      } else {
        VertexLabel label = VertexLabel.of(vertex);
        List<String> inputs = configuration.getVertexInputs().get(name);
        nodes.add(new HostNode(name, label.kind(), label.text(), inputs, shapes.of(name)));
      }
    }
    return new HostGraph(nodes, configuration.getNetworkOutputs());
  }

  @Override
  public MapShape picture() {
    return shapes.picture();
  }

  @Override
  public Set<String> grafted(List<String> ids) {
    return ids.stream()
        .filter(id -> order.stream().anyMatch(name -> name.equals(id) || name.endsWith("-" + id)))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public ComputationGraph graft(List<ChosenStrategy> strategies, List<Step> steps) {
    Map<String, Grafting> graftings = new LinkedHashMap<>();
    strategies.forEach(chosen -> graftings.put(chosen.id(), grafting(chosen)));
    ComputationGraphConfiguration copy = graph.getConfiguration().clone();
    copy.setIterationCount(graph.getConfiguration().getIterationCount());
    copy.setEpochCount(graph.getConfiguration().getEpochCount());
    GraphEditor editor = new GraphEditor(copy);
    for (Step step : steps) {
      step.strategies().forEach(chosen -> graftings.get(chosen.id()).at(step.place(), editor));
    }
    return new Transplant(graph).into(copy, editor.added());
  }

  private static Grafting grafting(ChosenStrategy chosen) {
    if (chosen.options() instanceof GgasOptions ggas) {
      return new GgasGrafting(ggas);
    }
    if (chosen.options() instanceof CwssOptions cwss) {
      return new CwssGrafting(cwss);
    }
    throw new GraphException(
        Problem.cannot("graft the strategy onto a ComputationGraph")
            .at(chosen.id())
            .got("a strategy that is not written for DL4J's vertices")
            .expected(GgasGrafting.ID + " or " + CwssGrafting.ID)
            .advice("Graft it onto a SameDiff graph, which takes any strategy."));
  }
}
