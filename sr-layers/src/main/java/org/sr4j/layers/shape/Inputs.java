package org.sr4j.layers.shape;

import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.Layer;

/** The inputs of a layer, checked. */
public final class Inputs {

  private Inputs() {}

  /**
   * The only input.
   *
   * @throws GraphException if there is not exactly one or it has other channels
   */
  public static Feature one(Layer layer, Feature[] inputs, int channels) {
    Feature x = one(layer, inputs);
    if (x.channels() != channels) {
      throw new GraphException(
          Problem.cannot("write the layer " + name(layer))
              .got("an input of " + x.channels() + " channels")
              .expected(channels));
    }
    return x;
  }

  /** The only input, of any number of channels. */
  public static Feature one(Layer layer, Feature[] inputs) {
    if (inputs.length != 1) {
      throw new GraphException(
          Problem.cannot("write the layer " + name(layer))
              .got(inputs.length + " inputs")
              .expected(1));
    }
    return inputs[0];
  }

  private static String name(Layer layer) {
    return layer.getClass().getSimpleName();
  }
}
