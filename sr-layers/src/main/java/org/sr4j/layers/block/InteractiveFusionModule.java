package org.sr4j.layers.block;

import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.norm.ChannelLayerNorm;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;

/**
 * Interactive fusion module of LMFN (ICASSP 2025, eqs. (9) and (10)), {@code [N,C,H,W] ->
 * [N,C,H,W]}: {@code [a; b] = W1 norm(x)}, {@code y = x + W2 (a * IFF(b))}, with {@link
 * InteractiveFeatureFusion} and a normalisation of every pixel. Whether W1 doubles the channels is
 * not printed; {@code expanding} chooses. Size-specific; H and W must be at least 8.
 *
 * <p>Weights: {@code norm.*}, {@code proj_in.*}, {@code iff.*}, {@code proj_out.*}.
 *
 * @param channels C; a multiple of 8 if expanding, of 16 if not
 * @param kernel taps of the snake convolutions, odd
 * @param normalised whether the snake convolutions are normalised
 * @param expanding whether a and b have C channels each, or C/2
 */
public record InteractiveFusionModule(
    int channels, int kernel, boolean normalised, boolean expanding) implements Layer {

  public InteractiveFusionModule {
    OptionCheck check = new OptionCheck("InteractiveFusionModule");
    check.multipleOf("channels", channels, expanding ? 8 : 16);
    check.odd("kernel", kernel);
  }

  /** Normalised and expanding. */
  public InteractiveFusionModule(int channels, int kernel) {
    this(channels, kernel, true, true);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature input = Inputs.one(this, inputs, channels);
    return define(scope, input, new InteractiveFeatureFusion(width(), kernel, normalised));
  }

  /**
   * The module with another fusion.
   *
   * @param fusion of {@link #width} channels; its weights are named below {@code iff}
   */
  public Feature define(GraphScope scope, Feature x, Layer fusion) {
    return scope.residual("residual", x, in -> branch(scope, in, fusion));
  }

  /** Channels of a and b. */
  public int width() {
    return expanding ? channels : channels / 2;
  }

  private Feature branch(GraphScope scope, Feature x, Layer fusion) {
    int width = width();
    Feature normal = scope.apply(new ChannelLayerNorm(channels), "norm", x);
    Feature both = scope.apply(new Conv2d(channels, 2 * width, 1), "proj_in", normal);
    SDVariable[] parts = Channels.split(both.variable(), 2 * width, 2);
    Feature fused = scope.apply(fusion, "iff", both.with(parts[1], width));
    Feature gated = fused.with(parts[0].mul(fused.variable()));
    return scope.apply(new Conv2d(width, channels, 1), "proj_out", gated);
  }
}
