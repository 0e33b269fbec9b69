package org.sr4j.models.network.srcnn;

import java.util.List;
import java.util.TreeSet;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;

/**
 * SRCNN: three convolutions on the bicubic enlargement. {@code [N,C,H,W] float in [0,1] ->
 * [N,C,sH,sW]}; the host makes the enlargement.
 */
public final class Srcnn implements Model {

  static final Paper PAPER =
      new Paper(
          "Dong, Loy, He, Tang: Image Super-Resolution Using Deep Convolutional Networks. TPAMI 2016",
          "https://doi.org/10.1109/TPAMI.2015.2439281");

  private final SrcnnOptions options;

  public Srcnn(SrcnnOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    int highResolutionRadius = 4 + options.middleKernel() / 2 + 2;
    return new ModelDescriptor(
        "srcnn",
        "SRCNN, three convolutions on the bicubic enlargement",
        new TreeSet<>(List.of(2, 3, 4)),
        options.colour(),
        ValueRange.UNIT,
        1,
        1,
        // At x2 a low-resolution pixel is two pixels of the enlargement wide.
        (highResolutionRadius + 1) / 2,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int channels = options.colour().channels();
    Feature f = scope.input("bicubic", channels, InputTransform.BICUBIC);
    f = scope.shallow(scope.apply(new Conv2d(channels, 64, 9), "conv1", f));
    f = scope.apply(new Relu(), "relu1", f);
    f = scope.apply(new Conv2d(64, 32, options.middleKernel()), "conv2", f);
    f = scope.apply(new Relu(), "relu2", f);
    return scope.apply(new Conv2d(32, channels, 5), "conv3", f);
  }
}
