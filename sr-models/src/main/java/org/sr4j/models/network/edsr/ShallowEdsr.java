package org.sr4j.models.network.edsr;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.attention.ChannelAttention;
import org.sr4j.layers.attention.ContrastChannelAttention;
import org.sr4j.layers.attention.EnhancedSpatialAttention;
import org.sr4j.layers.attention.SpatialAttention;
import org.sr4j.layers.attention.SpatialAttention.Variant;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.resample.PixelShuffle;
import org.sr4j.layers.scaling.MeanShift;
import org.sr4j.models.network.block.ConvReluConv;
import org.sr4j.models.network.edsr.ShallowEdsrOptions.Attention;

/**
 * The shallow EDSR on which GGAS compares attentions (table 1): residual blocks without a
 * convolution at their end, a skip, and one convolution with a pixel shuffle. {@code [N,3,H,W]
 * float in [0,255] -> [N,3,sH,sW]}.
 *
 * <p>The paper gives the parameters of each variant, which only one attention in the network
 * explains, but not its place: here it is behind the last block, before the skip.
 *
 * <p>Strategies: the shallow feature is the head's output; every residual block is a block (after
 * its skip) and a residual.
 */
public final class ShallowEdsr implements Model {

  static final Paper PAPER =
      new Paper("GGAS and CWSS. ICASSP 2022", "https://ieeexplore.ieee.org/document/9746192");

  /** Spatial attention's 7x7 kernel. */
  private static final int SPATIAL_KERNEL = 7;

  private final ShallowEdsrOptions options;

  public ShallowEdsr(ShallowEdsrOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "edsr-shallow",
        "EDSR with 8 blocks and a short tail, for comparing attentions",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.BYTE,
        1,
        options.attention() == Attention.ESA ? EnhancedSpatialAttention.MIN_SIZE : 1,
        1 + 2 * options.blocks() + attentionRadius() + 1,
        tiling(),
        PAPER);
  }

  private int attentionRadius() {
    return switch (options.attention()) {
      case NONE, CA, CCA -> 0;
      case SA, CBAM_SA -> SPATIAL_KERNEL / 2;
      case ESA -> EnhancedSpatialAttention.RADIUS;
    };
  }

  private TilingPolicy tiling() {
    return switch (options.attention()) {
      case NONE, SA, CBAM_SA -> TilingPolicy.LOCAL;
      case CA, CCA -> TilingPolicy.GLOBAL_MEANS;
      // Its pooled grid begins at the picture's corner.
      case ESA -> TilingPolicy.WHOLE;
    };
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int n = options.features();
    Feature x = scope.apply(MeanShift.subtract(255), "sub_mean", picture);
    Feature f0 = scope.shallow(scope.apply(new Conv2d(3, n, 3), "head.0", x));
    Feature f = scope.longSkip(f0, in -> trunk(scope, in));
    int scale = scope.scale();
    f = scope.apply(new Conv2d(n, 3 * scale * scale, 3), "tail.0", f);
    f = scope.apply(new PixelShuffle(scale), "tail.1", f);
    return scope.apply(MeanShift.add(255), "add_mean", f);
  }

  private Feature trunk(GraphScope scope, Feature x) {
    ConvReluConv branch = new ConvReluConv(options.features());
    Feature f = x;
    for (int i = 0; i < options.blocks(); i++) {
      String name = "body." + i;
      f = scope.block(i, f, in -> scope.residual(name, in, b -> scope.apply(branch, name, b)));
    }
    Optional<Layer> attention = attention();
    return attention.isPresent() ? scope.apply(attention.get(), "attention", f) : f;
  }

  private Optional<Layer> attention() {
    int n = options.features();
    int reduction = ShallowEdsrOptions.REDUCTION;
    return switch (options.attention()) {
      case NONE -> Optional.empty();
      case CA -> Optional.of(new ChannelAttention(n, reduction));
      case CCA -> Optional.of(new ContrastChannelAttention(n, reduction));
      case SA -> Optional.of(new SpatialAttention(SPATIAL_KERNEL, Variant.DYCONVSR));
      case CBAM_SA -> Optional.of(new SpatialAttention(SPATIAL_KERNEL, Variant.CBAM));
      case ESA -> Optional.of(new EnhancedSpatialAttention(n, n / reduction));
    };
  }
}
