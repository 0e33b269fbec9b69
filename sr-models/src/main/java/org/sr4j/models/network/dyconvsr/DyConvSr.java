package org.sr4j.models.network.dyconvsr;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.activation.Gelu;
import org.sr4j.layers.attention.SpatialAttention;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.resample.GaussianHighPass;
import org.sr4j.layers.resample.PixelShuffle;
import org.sr4j.layers.resample.PixelUnshuffle;
import org.sr4j.layers.resample.RepeatUpscale;

/**
 * DyConvSR: works at half the input's resolution with dynamic convolution, a branch for high
 * frequencies, spatial attention, and an image-space skip.
 *
 * <p>{@code [N,3,H,W] float in [0,1] -> [N,3,sH,sW]}, H and W even. The released network is x2; x3
 * and x4 follow it with the tail's width {@code 12 s^2} and a second shuffle by s.
 *
 * <p>Attachment of strategies: the shallow feature is the head's output; the blocks are the trunk's
 * dynamic convolutions with their activation, or what stands in their place. Only IMDB and RFDB
 * bodies have residuals in feature space.
 */
public final class DyConvSr implements Model {

  static final Paper PAPER =
      new Paper(
          "DyConvSR: dynamic convolution for real-time single-image super-resolution",
          "https://github.com/doantienthongbku/DyConvSR-PytorchLightning");

  private static final int COLOURS = 3;
  private static final int UNSHUFFLE = 2;

  private final DyConvSrOptions options;

  public DyConvSr(DyConvSrOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    TrunkBlock block = new TrunkBlock(options);
    // At half resolution: head and tail see 1 pixel further each, the attention 3; one more
    // low-resolution pixel because a pixel's cell begins up to one pixel before it.
    int halfResolutionRadius =
        1 + options.blocks() * block.radius() + 1 + (options.spatialAttention() ? 3 : 0);
    return new ModelDescriptor(
        "dyconvsr",
        "DyConvSR, dynamic convolution at half resolution",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.UNIT,
        UNSHUFFLE,
        Math.max(4, UNSHUFFLE * block.minSize()),
        UNSHUFFLE * halfResolutionRadius + 1,
        block.tiling(),
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int width = COLOURS * UNSHUFFLE * UNSHUFFLE;
    int tailWidth = width * scope.scale() * scope.scale();
    PixelUnshuffle unshuffle = new PixelUnshuffle(UNSHUFFLE);

    Feature x = scope.apply(unshuffle, "unshuffle", picture);
    x = scope.shallow(scope.apply(new Conv2d(width, options.features(), 3), "head.0", x));
    for (int i = 0; i < options.blocks(); i++) {
      int index = i;
      x = scope.block(i, x, in -> new TrunkBlock(options).define(scope, index, in));
    }
    x = scope.apply(new Conv2d(options.features(), tailWidth, 3), "tail.0", x);
    if (options.highFrequency()) {
      Feature high = scope.apply(new GaussianHighPass(), "hf", picture);
      high = scope.apply(unshuffle, "unshuffle_hf", high);
      high = scope.apply(new Conv2d(width, tailWidth, 3), "hsb.0", high);
      high = scope.apply(new Gelu(), "hsb.1", high);
      x = x.with(x.variable().add(high.variable()));
    }
    if (options.spatialAttention()) {
      x = scope.apply(new SpatialAttention(), "spatial_attention", x);
    }
    x = scope.apply(new PixelShuffle(UNSHUFFLE), "shuffle1", x);
    if (!options.globalSkip()) {
      return scope.apply(new PixelShuffle(scope.scale()), "shuffle2", x);
    }
    if (options.anchor() == DyConvSrOptions.Anchor.AS_RELEASED) {
      Feature anchored = x.with(x.variable().add(releasedAnchor(scope, picture)));
      return scope.apply(new PixelShuffle(scope.scale()), "shuffle2", anchored);
    }
    // Repeating each channel s^2 times before the shuffle is nearest-neighbour enlargement after
    // it.
    x = scope.apply(new PixelShuffle(scope.scale()), "shuffle2", x);
    Feature nearest = scope.apply(new RepeatUpscale(scope.scale()), "anchor", picture);
    return x.with(x.variable().add(nearest.variable()));
  }

  /** The input's channels in turn, s^2 times: channel {@code k} is input {@code k mod 3}. */
  private static SDVariable releasedAnchor(GraphScope scope, Feature picture) {
    SDVariable[] parts = new SDVariable[scope.scale() * scope.scale()];
    Arrays.fill(parts, picture.variable());
    return scope.graph().concat(1, parts);
  }
}
