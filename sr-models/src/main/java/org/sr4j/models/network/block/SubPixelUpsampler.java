package org.sr4j.models.network.block;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.resample.PixelShuffle;

/**
 * Enlarges by the scope's scale with 3x3 convolutions and pixel shuffles, {@code [N,C,H,W] ->
 * [N,C,sH,sW]}: one step of 2 or 3, two steps of 2 for x4 (EDSR, RCAN, s-LWSR, LESRCNN, CARN).
 *
 * <p>Weights are numbered as in the released modules, which count every operation: {@code 0} and
 * {@code 2}, or {@code 0} and {@code 3} where an activation stands between.
 *
 * @param channels C
 * @param groups of the convolutions
 * @param activation ReLU between convolution and shuffle (CARN)
 */
public record SubPixelUpsampler(int channels, int groups, boolean activation) implements Layer {

  /** Groups 1, no activation. */
  public SubPixelUpsampler(int channels) {
    this(channels, 1, false);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    return enlarge(scope, inputs[0], scope.scale());
  }

  private Feature enlarge(GraphScope scope, Feature input, int scale) {
    int factor = scale % 2 == 0 ? 2 : scale;
    int operationsPerStep = activation ? 3 : 2;
    Feature x = input;
    int operation = 0;
    for (int done = 1; done < scale; done *= factor) {
      Conv2d conv = new Conv2d(channels, channels * factor * factor, 3).withGroups(groups);
      x = scope.apply(conv, Integer.toString(operation), x);
      if (activation) {
        x = scope.apply(new Relu(), "relu" + operation, x);
      }
      x = scope.apply(new PixelShuffle(factor), "shuffle" + operation, x);
      operation += operationsPerStep;
    }
    return x;
  }

  /** How many low-resolution pixels around a pixel one enlargement sees, rounded up. */
  public static final int RADIUS = 2;
}
