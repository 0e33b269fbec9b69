package org.sr4j.models.network.block;

import java.util.List;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Layout;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.layers.conv.Conv2d;

/**
 * The upsampler of networks that exist for one scale and for several, {@code [N,C,H,W] ->
 * [N,C,sH,sW]} (CARN, LESRCNN).
 *
 * <p>For one scale the weights are {@code up.body.*}; for several {@code up2.body.*}, {@code
 * up3.body.*} and {@code up4.body.*} exist side by side, and the graph uses those of its scale.
 *
 * @param channels C
 * @param groups of the convolutions
 * @param activation ReLU between convolution and shuffle
 * @param multiScale whether the weights of x2, x3 and x4 exist
 */
public record MultiScaleUpsampler(int channels, int groups, boolean activation, boolean multiScale)
    implements Layer {

  private static final List<Integer> SCALES = List.of(2, 3, 4);

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    SubPixelUpsampler upsampler = new SubPixelUpsampler(channels, groups, activation);
    if (!multiScale) {
      return scope.apply(upsampler, "up.body", inputs);
    }
    for (int scale : SCALES) {
      if (scale != scope.scale()) {
        declare(scope.child("up" + scale + ".body"), scale);
      }
    }
    return scope.apply(upsampler, "up" + scope.scale() + ".body", inputs);
  }

  /** Claims the weights of a scale that this graph does not use, so that the store has them. */
  private void declare(GraphScope scope, int scale) {
    int factor = scale % 2 == 0 ? 2 : scale;
    int outChannels = channels * factor * factor;
    int fanIn = channels / groups * 9;
    int operation = 0;
    for (int done = 1; done < scale; done *= factor) {
      Conv2d conv = new Conv2d(channels, outChannels, 3).withGroups(groups);
      scope.weight(
          operation + ".weight",
          new ParameterSpec(
              Layout.CONVOLUTION,
              conv.init().kernel(fanIn, outChannels / groups * 9),
              outChannels,
              channels / groups,
              3,
              3));
      scope.weight(operation + ".bias", ParameterSpec.plain(conv.init().bias(fanIn), outChannels));
      operation += activation ? 3 : 2;
    }
  }
}
