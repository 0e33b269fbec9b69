package org.sr4j.models.strategy.graft.dl4j;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.sr4j.layers.dl4j.SrLayer;
import org.sr4j.layers.dl4j.SrVertex;
import org.sr4j.models.strategy.graft.structure.HostNode;

/**
 * What a vertex does, for comparing it with others.
 *
 * @param text without names and channel counts
 */
record VertexLabel(HostNode.Kind kind, String text) {

  static VertexLabel of(GraphVertex vertex) {
    GraphVertex plain = Layers.unwrapped(vertex);
    return Layers.of(plain).map(VertexLabel::ofLayer).orElseGet(() -> ofOther(plain));
  }

  private static VertexLabel ofLayer(Layer layer) {
    String name = layer.getClass().getSimpleName();
    if (layer instanceof ConvolutionLayer conv) {
      String window =
          Arrays.toString(conv.getKernelSize()) + " stride " + Arrays.toString(conv.getStride());
      return new VertexLabel(
          HostNode.Kind.CONVOLUTION, name + " " + window + " " + conv.getActivationFn());
    }
    if (layer instanceof SrLayer ours) {
      return weighted(layer, ours.provider());
    }
    if (layer instanceof AbstractSameDiffLayer) {
      return weighted(layer, name);
    }
    if (layer instanceof ActivationLayer activation) {
      return other(name + " " + activation.getActivationFn());
    }
    return other(layer instanceof BaseLayer base ? name + " " + base.getActivationFn() : name);
  }

  private static VertexLabel weighted(Layer layer, String name) {
    boolean weights = ((AbstractSameDiffLayer) layer).getLayerParams().getWeightParams().size() > 0;
    return new VertexLabel(weights ? HostNode.Kind.CONVOLUTION : HostNode.Kind.OTHER, name);
  }

  private static VertexLabel ofOther(GraphVertex vertex) {
    String name = vertex.getClass().getSimpleName();
    if (vertex instanceof ElementWiseVertex sum) {
      return sum.getOp() == ElementWiseVertex.Op.Add
          ? new VertexLabel(HostNode.Kind.ADD, name + " " + sum.getOp())
          : other(name + " " + sum.getOp());
    }
    if (vertex instanceof SrVertex ours) {
      name = ours.provider();
    }
    return vertex instanceof SameDiffVertex && vertex.numParams(true) > 0
        ? new VertexLabel(HostNode.Kind.CONVOLUTION, name)
        : other(name);
  }

  private static VertexLabel other(String text) {
    return new VertexLabel(HostNode.Kind.OTHER, text);
  }
}
