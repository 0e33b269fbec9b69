package org.sr4j.models.strategy.graft.dl4j;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.strategy.graft.Probe;

/** Refuses networks that are not feed-forward networks of one picture in NCHW. */
final class HostCheck {

  private static final String FAILED = "graft onto the network";

  private HostCheck() {}

  /**
   * @throws GraphException saying what of the network does not fit
   */
  static void check(ComputationGraph graph, Probe probe) {
    if (graph.getVertices() == null) {
      throw new GraphException(
          Problem.cannot(FAILED)
              .got("a ComputationGraph without parameters")
              .expected("an initialised one")
              .advice("Call graph.init() or load its weights first."));
    }
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    if (configuration.getNetworkInputs().size() != 1) {
      throw new GraphException(
          Problem.cannot(FAILED)
              .got("the inputs " + String.join(", ", configuration.getNetworkInputs()))
              .expected("a network of one input, a picture [N,C,H,W]"));
    }
    String input = configuration.getNetworkInputs().get(0);
    if (probe.input().isPresent() && !probe.input().get().equals(input)) {
      throw new GraphException(
          Problem.cannot("find the input").got("\"" + probe.input().get() + "\"").expected(input));
    }
    for (org.deeplearning4j.nn.graph.vertex.GraphVertex vertex : graph.getVertices()) {
      if (vertex.hasLayer() && vertex.getLayer() instanceof FrozenLayer) {
        throw frozen(vertex.getVertexName());
      }
    }
    configuration.getVertices().forEach(HostCheck::check);
    if (configuration.getBackpropType() == BackpropType.TruncatedBPTT) {
      throw recurrent("truncated backpropagation through time");
    }
  }

  private static void check(String name, GraphVertex vertex) {
    if (Layers.unwrapped(vertex).getClass().getPackageName().endsWith(".rnn")) {
      throw recurrent("the recurrent vertex " + name);
    }
    Layers.of(vertex).ifPresent(layer -> check(name, layer));
  }

  private static void check(String name, Layer layer) {
    if (layer instanceof BaseRecurrentLayer
        || layer.getClass().getPackageName().endsWith(".recurrent")) {
      throw recurrent("the recurrent layer " + name);
    }
    if (layer instanceof ConvolutionLayer conv && conv.getCnn2dDataFormat() == CNN2DFormat.NHWC
        || layer instanceof SubsamplingLayer pool
            && pool.getCnn2dDataFormat() == CNN2DFormat.NHWC) {
      throw new GraphException(
          Problem.cannot(FAILED)
              .at(name)
              .got("feature maps in NHWC")
              .expected("NCHW")
              .advice("Build the network with CNN2DFormat.NCHW; its weights are the same."));
    }
  }

  /** DL4J ends the backward pass there: layers added beside or before it would never learn. */
  private static GraphException frozen(String layer) {
    return new GraphException(
        Problem.cannot(FAILED)
            .at(layer)
            .got("a frozen layer")
            .expected("layers through which DL4J hands gradients on")
            .advice("Graft onto the network as it is before it is frozen."));
  }

  private static GraphException recurrent(String got) {
    return new GraphException(
        Problem.cannot(FAILED).got(got).expected("a feed-forward network of pictures [N,C,H,W]"));
  }
}
