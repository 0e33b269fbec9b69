package org.sr4j.models.network.lkdn;

import java.util.Collections;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.activation.Gelu;
import org.sr4j.layers.block.LargeKernelDistillation;
import org.sr4j.layers.conv.BlueprintConv;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.resample.PixelShuffle;
import org.sr4j.layers.shape.Channels;

/**
 * The network around the cells of LKDN and LMFN, {@code [N,3,H,W] -> [N,3,sH,sW]}: copies of the
 * picture, distillation blocks that each hold a cell, their outputs joined, a skip, a pixel
 * shuffle.
 *
 * <p>Weights: {@code fea_conv}, {@code B1.*} and on (cell {@code atten}), {@code c1}, {@code c2},
 * {@code upsampler.0}.
 *
 * @param features channels C
 * @param inputCopies how often the picture enters the first convolution
 * @param cells of the blocks, each {@code [N,C,H,W] -> [N,C,H,W]}
 */
public record LargeKernelTrunk(int features, int inputCopies, List<Layer> cells) implements Layer {

  private static final int COLOURS = 3;

  /** Convolutions of 3x3 that one after another precede a block's cell. */
  public static final int BLOCK_RADIUS = 4;

  /** How far the network sees around its blocks: first convolution, c2 and upsampler. */
  public static final int OUTER_RADIUS = 3;

  /** How far {@link org.sr4j.layers.attention.LargeKernelAttention} sees: 5x5, and 5x5 dilated. */
  public static final int ATTENTION_RADIUS = 2 + 6;

  public LargeKernelTrunk {
    cells = List.copyOf(cells);
  }

  @Override
  public Feature define(GraphScope scope, Feature... inputs) {
    Feature picture = inputs[0];
    int n = features;
    SDVariable[] copies =
        Collections.nCopies(inputCopies, picture.variable()).toArray(SDVariable[]::new);
    Feature copied = picture.with(Channels.concat(copies), COLOURS * inputCopies);
    BlueprintConv first = new BlueprintConv(COLOURS * inputCopies, n);
    Feature f0 = scope.shallow(scope.apply(first, "fea_conv", copied));
    Feature f =
        scope.longSkip(f0, in -> scope.apply(new BlueprintConv(n, n), "c2", join(scope, in)));
    int scale = scope.scale();
    f = scope.apply(new Conv2d(n, COLOURS * scale * scale, 3), "upsampler.0", f);
    return scope.apply(new PixelShuffle(scale), "upsampler.1", f);
  }

  /** All blocks; the outputs of all of them through a 1x1 convolution and GELU. */
  private Feature join(GraphScope scope, Feature f0) {
    LargeKernelDistillation block = new LargeKernelDistillation(features);
    Feature f = f0;
    SDVariable[] outputs = new SDVariable[cells.size()];
    for (int i = 0; i < outputs.length; i++) {
      Layer cell = cells.get(i);
      GraphScope named = scope.child("B" + (i + 1));
      f = scope.block(i, f, in -> block.define(named, in, cell));
      outputs[i] = f.variable();
    }
    int gathered = features * outputs.length;
    Feature joined = f.with(Channels.concat(outputs), gathered);
    Feature fused = scope.apply(new Conv2d(gathered, features, 1), "c1", joined);
    return scope.apply(new Gelu(), "gelu", fused);
  }
}
