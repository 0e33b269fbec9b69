package org.sr4j.layers.conv;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;

/** A convolution that can take a scale and a shift of its output channels into its weights. */
public interface FoldableConvolution extends Layer {

  /**
   * Writes {@code scale * conv(x) + shift} as one convolution, whose weights are computed in the
   * graph from the convolution's own.
   *
   * @param scale {@code [O]}
   * @param shift {@code [O]}
   */
  Feature defineFolded(GraphScope scope, SDVariable scale, SDVariable shift, Feature x);
}
