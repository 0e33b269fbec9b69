package org.sr4j.layers.attention;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.Padding;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.resample.BilinearResize;
import org.sr4j.layers.shape.Inputs;

/**
 * Enhanced spatial attention (Liu et al. 2020, RFANet, section 3.3, in RFDN's form), {@code
 * [N,C,H,W] -> [N,C,H,W]}: {@code y = x * sigmoid(W4 (up(g(W1 x)) + Wf W1 x))}; g is a strided 3x3
 * convolution, a max pooling of 7 pixels at stride 3 and three 3x3 convolutions, up is bilinear.
 *
 * <p>Height and width must be at least {@value #MIN_SIZE}.
 *
 * <p>Weights: {@code conv1}, {@code conv_f}, {@code conv2}, {@code conv_max}, {@code conv3}, {@code
 * conv3_}, {@code conv4}, each with bias.
 *
 * @param channels C
 * @param features channels inside the attention
 */
public record EnhancedSpatialAttention(int channels, int features) implements Layer {

  /** The least size that leaves the pooling a window. */
  public static final int MIN_SIZE = 15;

  /**
   * How many pixels around a pixel it sees in a large map: three 3x3 convolutions and the
   * interpolation at a stride of 6, a window of 15 pixels, and 5 pixels by which the pooled grid
   * and its enlargement differ. In a small map it sees all.
   */
  public static final int RADIUS = 4 * 6 + 7 + 5;

  public EnhancedSpatialAttention {
    OptionCheck check = new OptionCheck("EnhancedSpatialAttention");
    check.positive("channels", channels);
    check.positive("features", features);
  }

  /** A quarter of the channels inside. */
  public EnhancedSpatialAttention(int channels) {
    this(channels, Math.max(1, channels / 4));
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs, channels);
    Conv2d square = new Conv2d(features, features, 3);
    Feature narrow = scope.apply(new Conv2d(channels, features, 1), "conv1", x);
    Feature strided = scope.apply(square.withStride(2).withPadding(Padding.VALID), "conv2", narrow);
    Feature range = relu(scope, scope.apply(square, "conv_max", pooled(scope, strided)));
    Feature deep = relu(scope, scope.apply(square, "conv3", range));
    SDVariable small = scope.apply(square, "conv3_", deep).variable();
    SDVariable large = BilinearResize.toSizeOf(small, features, x.variable());
    Feature direct = scope.apply(new Conv2d(features, features, 1), "conv_f", narrow);
    Feature sum = direct.with(direct.variable().add(large));
    Feature scores = scope.apply(new Conv2d(features, channels, 1), "conv4", sum);
    return x.with(x.variable().mul(scope.graph().nn().sigmoid(scores.variable())));
  }

  private static Feature relu(GraphScope scope, Feature x) {
    return scope.apply(new Relu(), "relu", x);
  }

  private static Feature pooled(GraphScope scope, Feature x) {
    Pooling2DConfig config =
        Pooling2DConfig.builder().type(Pooling2D.Pooling2DType.MAX).kH(7).kW(7).sH(3).sW(3).build();
    return x.with(scope.graph().cnn().maxPooling2d(x.variable(), config));
  }
}
