package org.sr4j.layers.attention;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.norm.BatchNorm;
import org.sr4j.layers.norm.ConvBatchNorm;
import org.sr4j.layers.options.OptionCheck;
import org.sr4j.layers.shape.Broadcast;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.shape.Inputs;
import org.sr4j.layers.shape.RuntimeShape;

/**
 * Spatial attention, {@code [N,C,H,W] -> [N,C,H,W]}: {@code y = x * sigmoid(f([mean_c(x);
 * max_c(x)]))}, with f a convolution of two maps to one (Woo et al. 2018, CBAM, eq. (3)).
 *
 * @param kernel odd side of the convolution's kernel in pixels
 * @param variant what f is, and its weights' names
 */
public record SpatialAttention(int kernel, Variant variant) implements Layer {

  /** The two forms in use. */
  public enum Variant {
    /** As in DyConvSR: [mean, max], no normalisation; weight {@code conv1.weight}. */
    DYCONVSR,
    /**
     * As in CBAM: [max, mean], then batch normalisation of momentum 0.01; weights {@code
     * spatial.conv.weight}, {@code spatial.bn.*}.
     */
    CBAM
  }

  public SpatialAttention {
    new OptionCheck("SpatialAttention").odd("kernel", kernel);
  }

  /** DyConvSR's form with a 7x7 kernel. */
  public SpatialAttention() {
    this(7, Variant.DYCONVSR);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature x = Inputs.one(this, inputs);
    SDVariable mean = x.variable().mean(true, 1);
    SDVariable max = max(scope, x);
    Conv2d conv = new Conv2d(2, 1, kernel).withoutBias();
    Feature scores =
        switch (variant) {
          case DYCONVSR -> scope.apply(conv, "conv1", x.with(Channels.concat(mean, max), 2));
          case CBAM ->
              new ConvBatchNorm(conv, "spatial.conv", new BatchNorm(1, 1e-5, 0.01), "spatial.bn")
                  .define(scope, x.with(Channels.concat(max, mean), 2));
        };
    return x.with(
        Broadcast.multiply(scope, x.variable(), scope.graph().nn().sigmoid(scores.variable())));
  }

  /**
   * Largest value over the channels. While training it is a pooling over the channels seen as rows:
   * the gradient of ND4J's maximum reduction is slow.
   */
  private static SDVariable max(GraphScope scope, Feature x) {
    if (scope.phase() == Phase.INFERENCE) {
      return x.variable().max(true, 1);
    }
    SDVariable map = x.variable();
    SDVariable rows =
        RuntimeShape.reshape(
            map, RuntimeShape.size(map, 0), RuntimeShape.sizes(map, 1, x.channels(), -1));
    Pooling2DConfig config =
        Pooling2DConfig.builder()
            .type(Pooling2D.Pooling2DType.MAX)
            .kH(x.channels())
            .kW(1)
            .sH(1)
            .sW(1)
            .build();
    return RuntimeShape.reshape(
        scope.graph().cnn().maxPooling2d(rows, config),
        RuntimeShape.sizes(map, -1, 1),
        RuntimeShape.size(map, 2),
        RuntimeShape.size(map, 3));
  }
}
