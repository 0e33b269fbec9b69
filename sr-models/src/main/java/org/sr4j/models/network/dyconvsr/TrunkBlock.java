package org.sr4j.models.network.dyconvsr;

import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.layers.activation.Gelu;
import org.sr4j.layers.attention.EnhancedSpatialAttention;
import org.sr4j.layers.block.InformationMultiDistillation;
import org.sr4j.layers.block.ResidualFeatureDistillation;
import org.sr4j.layers.block.SimplifiedNafBlock;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DynamicConv2d;

/** The block that DyConvSR's trunk repeats, and what it asks of the picture at its resolution. */
record TrunkBlock(DyConvSrOptions options) {

  private static final int REDUCTION = 4;

  Feature define(GraphScope scope, int index, Feature x) {
    int features = options.features();
    return switch (options.body()) {
      case DYNAMIC -> convolution(scope, index, x);
      case IMDB -> apply(new InformationMultiDistillation(features), scope, index, x);
      case RFDB -> apply(new ResidualFeatureDistillation(features), scope, index, x);
      case RT4KSR -> apply(new SimplifiedNafBlock(features), scope, index, x);
    };
  }

  private static Feature apply(Layer block, GraphScope scope, int index, Feature x) {
    return scope.apply(block, "body." + index, x);
  }

  /** The released code numbers convolutions and activations of the trunk in one sequence. */
  private Feature convolution(GraphScope scope, int index, Feature x) {
    int features = options.features();
    Layer convolution =
        options.dynamic()
            ? new DynamicConv2d(
                features, features, 3, options.kernels(), REDUCTION, options.temperature())
            : new Conv2d(features, features, 3);
    Feature out = scope.apply(convolution, "body." + 2 * index, x);
    return scope.apply(new Gelu(), "body." + (2 * index + 1), out);
  }

  /** How far the block sees, in pixels of its own resolution. */
  int radius() {
    return switch (options.body()) {
      case DYNAMIC, RT4KSR -> 1;
      case IMDB -> 4;
      case RFDB -> 4 + EnhancedSpatialAttention.RADIUS;
    };
  }

  int minSize() {
    return options.body() == DyConvSrOptions.Body.RFDB ? EnhancedSpatialAttention.MIN_SIZE : 1;
  }

  TilingPolicy tiling() {
    return switch (options.body()) {
      case DYNAMIC -> options.dynamic() ? TilingPolicy.GLOBAL_MEANS : TilingPolicy.LOCAL;
      case IMDB -> TilingPolicy.GLOBAL_MEANS;
      // The attention's pooled grid begins at the picture's corner.
      case RFDB -> TilingPolicy.WHOLE;
      case RT4KSR -> TilingPolicy.LOCAL;
    };
  }
}
