package org.sr4j.layers.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.strategy.Hooks;

/** What all scopes of one graph write on. */
final class GraphSheet {

  final SameDiff graph;
  final ParameterSource source;
  final Phase phase;
  final BatchForm batch;
  final int scale;
  final boolean externalMeans;
  final Optional<Size> lowRes;

  final List<Hooks> hooks = new ArrayList<>();
  final Map<String, SDVariable> variables = new LinkedHashMap<>();
  final Map<String, INDArray> arrays = new LinkedHashMap<>();
  final Map<String, Feature> inputFeatures = new LinkedHashMap<>();
  final Map<String, InputTransform> inputs = new LinkedHashMap<>();
  final Map<String, String> bufferUpdates = new LinkedHashMap<>();
  final Map<String, String> taps = new LinkedHashMap<>();
  final List<NetworkGraph.AuxiliaryOutput> auxiliaryOutputs = new ArrayList<>();
  final List<NetworkGraph.GlobalMean> globalMeans = new ArrayList<>();
  boolean sizeSpecific;

  GraphSheet(
      SameDiff graph,
      ParameterSource source,
      Phase phase,
      BatchForm batch,
      int scale,
      boolean externalMeans,
      Optional<Size> lowRes) {
    this.graph = graph;
    this.source = source;
    this.phase = phase;
    this.batch = batch;
    this.scale = scale;
    this.externalMeans = externalMeans;
    this.lowRes = lowRes;
  }

  NetworkGraph toNetworkGraph(String output) {
    return new NetworkGraph(
        graph,
        inputs,
        output,
        auxiliaryOutputs,
        globalMeans,
        bufferUpdates,
        taps,
        arrays,
        sizeSpecific);
  }
}
