package org.sr4j.models.network.lesrcnn;

import java.util.List;
import java.util.TreeSet;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.scaling.MeanShift;
import org.sr4j.layers.shape.Channels;
import org.sr4j.models.network.block.MultiScaleUpsampler;

/**
 * LESRCNN, LESRCNN-S and the enhanced variant: a 17-layer trunk with rectified skips, an upsampler
 * used on its first and last feature, and a refinement at high resolution. {@code [N,3,H,W] float
 * in [0,1] -> [N,3,sH,sW]}.
 *
 * <p>The skip carries the <em>rectified</em> feature: the released code keeps the pre-activation
 * sum in a variable, but its ReLU works in place and overwrites it. With unrectified skips the
 * released weights lose 5.5 dB.
 *
 * <p>Strategies: the shallow feature is the first layer's output; the blocks are the eight pairs of
 * layers, and each is a residual before its final ReLU.
 */
public final class Lesrcnn implements Model {

  static final Paper PAPER =
      new Paper(
          "Tian, Zhuge, Wu, Xu, Zuo, Chen, Lin: Lightweight Image Super-Resolution with Enhanced CNN."
              + " Knowledge-Based Systems 2020",
          "https://doi.org/10.1016/j.knosys.2020.106235");

  private static final int PAIRS = 8;

  private final String id;
  private final LesrcnnOptions options;

  /**
   * @param id {@code lesrcnn}, {@code lesrcnn-s} or {@code lesrcnn-enhanced}
   */
  public Lesrcnn(String id, LesrcnnOptions options) {
    this.id = id;
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    int perPair =
        switch (options.trunk()) {
          case HOMOGENEOUS, ENHANCED -> 2;
          case HETEROGENEOUS -> 1;
        };
    // The refinement's five convolutions are at high resolution, at x2 half a pixel each.
    return new ModelDescriptor(
        id,
        "LESRCNN, heterogeneous trunk with rectified skips",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.UNIT,
        1,
        1,
        1 + PAIRS * perPair + 2 + 3,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int n = options.features();
    Feature x = scope.apply(MeanShift.subtract(1), "sub_mean.shifter", picture);
    Feature r1 = scope.shallow(rectified(scope, "conv1.0", new Conv2d(3, n, 3), x));
    Feature r = r1;
    for (int pair = 0; pair < PAIRS; pair++) {
      int layer = 2 + 2 * pair;
      String name = "conv" + layer;
      r =
          scope.block(
              pair,
              r,
              in -> {
                Feature sum = scope.residual(name, in, b -> branch(scope, layer, b));
                return scope.apply(new Relu(), name + ".relu", sum);
              });
    }
    Feature v = enlarge(scope, r);
    if (options.reconstruction()) {
      v = v.with(enlarge(scope, r1).variable().add(v.variable()));
    }
    v = scope.apply(new Relu(), "reconstruction.relu", v);
    if (options.refinement()) {
      for (int i = 1; i <= 4; i++) {
        v = rectified(scope, "conv17_" + i + ".0", new Conv2d(n, n, 3), v);
      }
    }
    v = scope.apply(new Conv2d(n, 3, 3).withoutBias(), "conv18.0", v);
    return scope.apply(MeanShift.add(1), "add_mean.shifter", v);
  }

  private Feature branch(GraphScope scope, int layer, Feature in) {
    int n = options.features();
    int second = options.trunk() == LesrcnnOptions.Trunk.HOMOGENEOUS ? 3 : 1;
    Feature h =
        options.trunk() == LesrcnnOptions.Trunk.ENHANCED && layer > 2
            ? split(scope, layer, in)
            : rectified(scope, "conv" + layer + ".0", new Conv2d(n, n, 3), in);
    return scope.apply(new Conv2d(n, n, second).withoutBias(), "conv" + (layer + 1) + ".0", h);
  }

  /** A 3x3 and a 5x5 convolution to half the channels each, rectified and joined. */
  private Feature split(GraphScope scope, int layer, Feature in) {
    int n = options.features();
    String name = "conv" + layer;
    Feature small = rectified(scope, name + "_3.0", new Conv2d(n, n / 2, 3), in);
    Feature large = rectified(scope, name + "_5.0", new Conv2d(n, n / 2, 5), in);
    Feature second = options.bug16() && layer == 16 ? small : large;
    return in.with(Channels.concat(small.variable(), second.variable()), n);
  }

  private Feature rectified(GraphScope scope, String name, Conv2d conv, Feature x) {
    return scope.apply(new Relu(), name + ".relu", scope.apply(conv.withoutBias(), name, x));
  }

  private Feature enlarge(GraphScope scope, Feature x) {
    return scope.apply(
        new MultiScaleUpsampler(
            options.features(), options.upsamplerGroups(), false, options.multiScale()),
        "upsample",
        x);
  }
}
