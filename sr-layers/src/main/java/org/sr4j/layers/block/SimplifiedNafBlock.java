package org.sr4j.layers.block;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.Gelu;
import org.sr4j.layers.conv.ReparameterisableResidual;
import org.sr4j.layers.norm.ChannelLayerNorm;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Trunk block of RT4KSR (Zamfir et al. 2023, section 3), a simplified NAFNet block, {@code
 * [N,C,H,W] -> [N,C,H,W]}: {@code y = gelu(R(norm(x)))}, with a normalisation of every pixel and a
 * {@link ReparameterisableResidual}. As in the authors' network, the block has no skip around it.
 *
 * <p>Weights: {@code norm.*}, {@code conv1.*}.
 *
 * @param channels C
 */
public record SimplifiedNafBlock(int channels) implements Layer {

  private static final double EPSILON = 1e-6;

  public SimplifiedNafBlock {
    new OptionCheck("SimplifiedNafBlock").positive("channels", channels);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    Feature normal = scope.apply(new ChannelLayerNorm(channels, EPSILON), "norm", x);
    Feature mixed = scope.apply(new ReparameterisableResidual(channels), "conv1", normal);
    return scope.apply(new Gelu(), "act", mixed);
  }
}
