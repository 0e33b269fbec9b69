package org.sr4j.models.network.lmfn;

import java.util.List;
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
import org.sr4j.models.network.lkdn.LargeKernelTrunk;

/**
 * LMFN: LKDN's blocks around three kinds of cells, large kernel attention, multi-scale modulation
 * with snake convolutions, and the interactive fusion of both. {@code [N,3,H,W] float in [0,1] ->
 * [N,3,sH,sW]}.
 *
 * <p>No code of the authors is public: this is a reading of the paper, with its open points as
 * {@linkplain LmfnOptions options}; weights of the authors, should they appear, need not fit.
 *
 * <p>Strategies: the shallow feature is the first convolution's output; every block is a block and
 * a residual, and so is the interactive fusion inside its block.
 */
public final class Lmfn implements Model {

  static final Paper PAPER =
      new Paper("LMFN. ICASSP 2025", "https://ieeexplore.ieee.org/document/10888924");

  /** Side of a coarsest level's pixel where the picture's side is a multiple of it. */
  private static final int COARSEST = 1 << (LmfnOptions.LEVELS - 1);

  private final LmfnOptions options;

  public Lmfn(LmfnOptions options) {
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        "lmfn",
        "LMFN, large kernel attention and multi-scale modulation, fused",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.UNIT,
        1,
        options.minSize(),
        LargeKernelTrunk.OUTER_RADIUS + options.order().chars().map(this::blockRadius).sum(),
        // The levels' windows and the normalisations are of the whole picture.
        options.isLocal() ? TilingPolicy.LOCAL : TilingPolicy.WHOLE,
        PAPER);
  }

  private int blockRadius(int letter) {
    int attention = LargeKernelTrunk.ATTENTION_RADIUS;
    // A level sees whole coarse pixels; its steps come from a 3x3 convolution.
    int taps = options.modulation() == LmfnOptions.Modulation.SAFM ? 1 : options.kernel() / 2;
    int modulation = COARSEST * (Math.max(1, taps) + 1);
    return LargeKernelTrunk.BLOCK_RADIUS
        + switch (letter) {
          case 'L' -> attention;
          case 'M' -> modulation;
          default -> attention + modulation;
        };
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    LmfnCells cells = new LmfnCells(options);
    List<Layer> byBlock =
        options.order().chars().mapToObj(letter -> cells.byLetter((char) letter)).toList();
    return new LargeKernelTrunk(options.features(), options.inputCopies(), byBlock)
        .define(scope, picture);
  }
}
