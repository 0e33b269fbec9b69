package org.sr4j.layers.attention;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.shape.Broadcast;

/**
 * What channel attentions share: a picture's statistic per channel becomes a factor per channel.
 */
record ChannelGate(int channels, int reduction) {

  /** {@code x * sigmoid(W2 relu(W1 statistic))}. */
  Feature apply(GraphScope scope, Feature x, Feature statistic) {
    int hidden = channels / reduction;
    Feature squeezed = scope.apply(new Conv2d(channels, hidden, 1), "conv_du.0", statistic);
    Feature excited =
        scope.apply(
            new Conv2d(hidden, channels, 1),
            "conv_du.2",
            scope.apply(new Relu(), "conv_du.1", squeezed));
    SDVariable factors = scope.graph().nn().sigmoid(excited.variable());
    return x.with(Broadcast.multiply(scope, x.variable(), factors));
  }
}
