package org.sr4j.models.strategy.graft.dl4j;

import java.util.Optional;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;

/** Looks through DL4J's wrappers: what is frozen works as before. */
final class Layers {

  private Layers() {}

  static GraphVertex unwrapped(GraphVertex vertex) {
    return vertex instanceof FrozenVertex frozen ? unwrapped(frozen.getUnderlying()) : vertex;
  }

  /** The layer of a vertex, if it is a layer's. */
  static Optional<Layer> of(GraphVertex vertex) {
    return unwrapped(vertex) instanceof LayerVertex layer
        ? Optional.of(unwrapped(layer.getLayerConf().getLayer()))
        : Optional.empty();
  }

  private static Layer unwrapped(Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      return unwrapped(frozen.getLayer());
    }
    return layer instanceof BaseWrapperLayer wrapper ? unwrapped(wrapper.getUnderlying()) : layer;
  }
}
