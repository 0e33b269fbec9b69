package org.sr4j.layers.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SameDiff;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.strategy.Strategy;

/** Writes networks and layers into SameDiff graphs over one source of parameters. */
public final class GraphBuilder {

  /** Name of the placeholder that takes the low-resolution picture. */
  public static final String LOW_RES = "lowres";

  private final ParameterSource source;
  private Phase phase = Phase.INFERENCE;
  private BatchForm batch = BatchForm.ANY;
  private int scale = 1;
  private boolean externalMeans;
  private Optional<Size> lowRes = Optional.empty();
  private Map<String, Strategy> strategies = Map.of();

  public GraphBuilder(ParameterSource source) {
    this.source = source;
  }

  public GraphBuilder phase(Phase value) {
    phase = value;
    return this;
  }

  public GraphBuilder scale(int value) {
    scale = value;
    return this;
  }

  public GraphBuilder batch(BatchForm value) {
    batch = value;
    return this;
  }

  /** Takes batch form, global means and size from an engine's request. */
  public GraphBuilder request(GraphRequest request) {
    batch = request.batch();
    externalMeans = request.externalMeans();
    lowRes = request.lowRes();
    return this;
  }

  /** The size of the low-resolution input, for networks that ask for it. */
  public GraphBuilder lowRes(Size size) {
    lowRes = Optional.of(size);
    return this;
  }

  /**
   * @param byId strategies in the order in which their hooks are folded; weights are named below
   *     the id
   */
  public GraphBuilder strategies(Map<String, Strategy> byId) {
    strategies = new LinkedHashMap<>(byId);
    return this;
  }

  /** The graph of a network. */
  public NetworkGraph build(Model model) {
    GraphWriter writer = writer();
    Feature picture =
        writer.input(LOW_RES, model.descriptor().colour().channels(), InputTransform.IDENTITY);
    return writer.finish(model.define(writer, picture));
  }

  /** The graph of one layer; its inputs are named {@code x0, x1, ...}. */
  public NetworkGraph build(Layer layer, List<Integer> inputChannels) {
    GraphWriter writer = writer();
    List<Feature> inputs = new ArrayList<>();
    for (int i = 0; i < inputChannels.size(); i++) {
      inputs.add(writer.input("x" + i, inputChannels.get(i), InputTransform.IDENTITY));
    }
    return writer.finish(layer.define(writer, inputs.toArray(Feature[]::new)));
  }

  /**
   * A scope that writes into a graph of the caller's, beside what is there. The caller looks after
   * strategies, and after names that the graph may have already.
   */
  public GraphScope scopeIn(SameDiff graph) {
    return writer(graph);
  }

  private GraphWriter writer() {
    GraphWriter writer = writer(SameDiff.create());
    writer.open(strategies);
    return writer;
  }

  private GraphWriter writer(SameDiff graph) {
    BatchForm form = phase == Phase.TRAINING ? BatchForm.ANY : batch;
    return new GraphWriter(
        new GraphSheet(graph, source, phase, form, scale, externalMeans, lowRes));
  }
}
