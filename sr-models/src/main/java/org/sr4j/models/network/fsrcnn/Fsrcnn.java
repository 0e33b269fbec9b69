package org.sr4j.models.network.fsrcnn;

import java.util.List;
import java.util.TreeSet;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.layers.activation.PRelu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.KernelInit;
import org.sr4j.layers.conv.TransposedConv2d;

/**
 * FSRCNN: thin mappings between a shrinking and an expanding convolution, and a transposed
 * convolution at the end. {@code [N,C,H,W] float in [0,1] -> [N,C,sH,sW]}, C = 1 (luma) or 3.
 *
 * <p>Strategies: the shallow feature is the shrinking convolution's output; the blocks are the
 * mappings, after their activation. There are no residuals.
 */
public final class Fsrcnn implements Model {

  static final Paper PAPER =
      new Paper(
          "Dong, Loy, Tang: Accelerating the Super-Resolution Convolutional Neural Network."
              + " ECCV 2016",
          "https://doi.org/10.1007/978-3-319-46475-6_25");

  private final FsrcnnOptions options;

  public Fsrcnn(FsrcnnOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "fsrcnn",
        "FSRCNN, thin mappings and a transposed convolution",
        new TreeSet<>(List.of(2, 3, 4)),
        options.colour(),
        ValueRange.UNIT,
        1,
        1,
        2 + options.mappings() + 2,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int channels = options.colour().channels();
    int wide = options.features();
    int thin = options.shrunk();
    Feature f = scope.apply(new Conv2d(channels, wide, 5), "first_part.0", picture);
    f = scope.apply(new PRelu(wide), "first_part.1", f);
    f = scope.apply(new Conv2d(wide, thin, 1), "mid_part.0", f);
    f = scope.shallow(scope.apply(new PRelu(thin), "mid_part.1", f));
    for (int i = 0; i < options.mappings(); i++) {
      int operation = 2 + 2 * i;
      f =
          scope.block(
              i,
              f,
              in -> {
                Feature x = scope.apply(new Conv2d(thin, thin, 3), "mid_part." + operation, in);
                return scope.apply(new PRelu(thin), "mid_part." + (operation + 1), x);
              });
    }
    int last = 2 + 2 * options.mappings();
    f = scope.apply(new Conv2d(thin, wide, 1), "mid_part." + last, f);
    f = scope.apply(new PRelu(wide), "mid_part." + (last + 1), f);
    int scale = scope.scale();
    TransposedConv2d enlarge =
        new TransposedConv2d(
            wide, channels, 9, scale, 4, scale - 1, true, KernelInit.TORCH_DEFAULT);
    return scope.apply(enlarge, "last_part", f);
  }
}
