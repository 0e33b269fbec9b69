package org.sr4j.layers.conv;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;
import org.sr4j.layers.shape.Lines;

/**
 * Re-parameterisable residual block (Du et al. 2022, FMEN, figure 4; used by RT4KSR), {@code
 * [N,C,H,W] -> [N,C,H,W]}: {@code y = x + R(e + F(e))}, with {@code e = E(x)}; E and R are 1x1
 * convolutions to and from twice the channels, F a 3x3 convolution. There is no nonlinearity, so
 * the whole is one 3x3 convolution; E is applied to the zero-padded x so that this holds at the
 * border too.
 *
 * <p>Weights: {@code expand_conv}, {@code fea_conv}, {@code reduce_conv}, each with bias.
 *
 * @param channels C
 * @param expansion factor of the channels inside
 */
public record ReparameterisableResidual(int channels, int expansion) implements Layer {

  public ReparameterisableResidual {
    OptionCheck check = new OptionCheck("ReparameterisableResidual");
    check.positive("channels", channels);
    check.positive("expansion", expansion);
  }

  /** Twice the channels inside. */
  public ReparameterisableResidual(int channels) {
    this(channels, 2);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    int wide = channels * expansion;
    int[][] border = {{0, 0}, {0, 0}, {1, 1}, {1, 1}};
    SDVariable padded =
        scope
            .graph()
            .nn()
            .pad(x.variable(), scope.graph().constant(Nd4j.createFromArray(border)), 0);
    Feature expanded = scope.apply(new Conv2d(channels, wide, 1), "expand_conv", x.with(padded));
    Conv2d inner = new Conv2d(wide, wide, 3).withPadding(Padding.VALID);
    SDVariable features = scope.apply(inner, "fea_conv", expanded).variable();
    SDVariable identity = Lines.range(Lines.range(expanded.variable(), 2, 1, -1), 3, 1, -1);
    Feature sum = expanded.with(features.add(identity));
    Feature reduced = scope.apply(new Conv2d(wide, channels, 1), "reduce_conv", sum);
    return reduced.with(reduced.variable().add(x.variable()));
  }
}
