package org.sr4j.layers.attention;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DepthwiseConv2d;
import org.sr4j.layers.conv.KernelInit;
import org.sr4j.layers.norm.BatchNorm;
import org.sr4j.layers.norm.BatchNormFolding;
import org.sr4j.layers.norm.ConvBatchNorm;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Inputs;

/**
 * Global attention block of GGAS (ICASSP 2022, eq. (4)): the attention map {@code GA =
 * sigmoid(PW(ReLU(BN(DW(f0)))))} of the shallow feature, {@code [N,C,H,W] -> [N,C,H,W]} with values
 * in (0, 1), by which the outputs of all blocks are multiplied.
 *
 * <p>Weights: {@code dw.weight [C,1,K,K]}, {@code dw.bias}, {@code bn.*}, {@code pw.weight
 * [C,C,1,1]}, {@code pw.bias}: {@code (K^2+1)C + 2C + C^2 + C} trained values (eq. (5)). The folded
 * form has no {@code bn.*} and {@code C^2 + (K^2+2)C} values (eq. (6)).
 *
 * @param channels C
 * @param kernel K, odd
 * @param folded whether the normalisation is part of the depthwise convolution's weights
 * @param init the map at first, and with it its range
 */
public record GlobalAttentionBlock(int channels, int kernel, boolean folded, Init init)
    implements Layer {

  /** What the map is before anything was learnt. */
  public enum Init {
    /** The paper's: random, {@code GA = sigmoid(.)} in (0, 1). */
    PAPER,
    /**
     * Exactly 1 everywhere, so that a trained network goes on from its own output: {@code GA = 2
     * sigmoid(.)} in (0, 2), of which the pointwise convolution begins with zeros. In the first
     * step only that convolution has gradients; the layers before it have them from the second.
     */
    IDENTITY
  }

  private static final double EPSILON = 1e-5;
  private static final double MOMENTUM = 0.1;

  public GlobalAttentionBlock {
    OptionCheck check = new OptionCheck("GlobalAttentionBlock");
    check.positive("channels", channels);
    check.odd("kernel", kernel);
    check.present("init", init);
  }

  /** The paper's trainable form with K = 7. */
  public GlobalAttentionBlock(int channels) {
    this(channels, 7, false, Init.PAPER);
  }

  public GlobalAttentionBlock withKernel(int side) {
    return new GlobalAttentionBlock(channels, side, folded, init);
  }

  public GlobalAttentionBlock withInit(Init other) {
    return new GlobalAttentionBlock(channels, kernel, folded, other);
  }

  /** The form that takes {@linkplain #fold folded} weights. */
  public GlobalAttentionBlock asFolded() {
    return new GlobalAttentionBlock(channels, kernel, true, init);
  }

  /**
   * Weights of the folded form from those of the trainable form.
   *
   * @param weights of the block, or of a network that holds it
   * @param prefix of the block's tensors, with its dot; empty for the block alone
   * @throws org.sr4j.api.error.WeightsException if a tensor of the block is missing
   */
  public static Weights fold(Weights weights, String prefix) {
    return new BatchNormFolding(prefix + "dw.", prefix + "bn.", EPSILON).fold(weights);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature shallow = Inputs.one(this, inputs, channels);
    DepthwiseConv2d depthwise = new DepthwiseConv2d(channels, kernel);
    Feature local =
        folded
            ? scope.apply(depthwise, "dw", shallow)
            : new ConvBatchNorm(depthwise, "dw", new BatchNorm(channels, EPSILON, MOMENTUM), "bn")
                .define(scope, shallow);
    Conv2d pointwise = new Conv2d(channels, channels, 1);
    Feature rectified = scope.apply(new Relu(), "relu", local);
    return switch (init) {
      case PAPER -> sigmoid(scope, scope.apply(pointwise, "pw", rectified));
      case IDENTITY -> {
        Feature half =
            sigmoid(scope, scope.apply(pointwise.withInit(KernelInit.ZEROS), "pw", rectified));
        yield half.with(half.variable().mul(2));
      }
    };
  }

  private static Feature sigmoid(GraphScope scope, Feature x) {
    return x.with(scope.graph().nn().sigmoid(x.variable()));
  }
}
