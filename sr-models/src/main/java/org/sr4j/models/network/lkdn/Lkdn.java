package org.sr4j.models.network.lkdn;

import java.util.Collections;
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
import org.sr4j.layers.attention.LargeKernelAttention;

/**
 * LKDN: distillation blocks of separable convolutions with large kernel attention. {@code [N,3,H,W]
 * float in [0,1] -> [N,3,sH,sW]}.
 *
 * <p>Strategies: the shallow feature is the first convolution's output; every distillation block is
 * a block (its output, as the strategy leaves it, enters the fusion) and a residual.
 */
public final class Lkdn implements Model {

  static final Paper PAPER =
      new Paper(
          "Xie, Zhang, Li, Meng, Zhang, Li, Zhao: Large Kernel Distillation Network for Efficient"
              + " Single Image Super-Resolution. CVPR Workshops 2023",
          "https://arxiv.org/abs/2407.14340");

  private final LkdnOptions options;

  public Lkdn(LkdnOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    int block = LargeKernelTrunk.BLOCK_RADIUS + LargeKernelTrunk.ATTENTION_RADIUS;
    return new ModelDescriptor(
        "lkdn",
        "LKDN, distillation with large kernel attention",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.UNIT,
        1,
        1,
        LargeKernelTrunk.OUTER_RADIUS + block * options.blocks(),
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    LargeKernelAttention attention = new LargeKernelAttention(options.features());
    return new LargeKernelTrunk(
            options.features(),
            options.inputCopies(),
            Collections.nCopies(options.blocks(), attention))
        .define(scope, picture);
  }
}
