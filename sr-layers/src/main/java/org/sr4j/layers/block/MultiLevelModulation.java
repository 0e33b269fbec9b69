package org.sr4j.layers.block;

import java.util.function.IntFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.activation.Gelu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.resample.AdaptiveMaxPool;
import org.sr4j.layers.resample.NearestResize;
import org.sr4j.layers.shape.Channels;

/**
 * What SAFM and MSM share: {@code y = x * gelu(W [z_0; ...; z_(L-1)])}, with level i of a channel
 * group {@code z_i = up(f_i(pool(x_i, 2^i)))}.
 *
 * <p>Weights: {@code mfr.0} to {@code mfr.(L-1)}, the cells'; {@code aggr} with bias.
 *
 * @param channels C, a multiple of L
 * @param levels L
 */
public record MultiLevelModulation(int channels, int levels) {

  /** Least height and width: the coarsest level keeps a pixel. */
  public int minSize() {
    return 1 << (levels - 1);
  }

  /**
   * Writes the modulation; size-specific.
   *
   * @param cell f_i by level, {@code [N,C/L,h,w] -> [N,C/L,h,w]}
   */
  public Feature define(GraphScope scope, Feature x, IntFunction<Layer> cell) {
    SDVariable[] groups = Channels.split(x.variable(), channels, levels);
    SDVariable[] outputs = new SDVariable[levels];
    for (int level = 0; level < levels; level++) {
      Feature group = x.with(groups[level], channels / levels);
      outputs[level] =
          level == 0
              ? scope.apply(cell.apply(0), "mfr.0", group).variable()
              : coarse(scope, group, level, cell.apply(level));
    }
    Conv2d mix = new Conv2d(channels, channels, 1);
    Feature sum = scope.apply(mix, "aggr", x.with(Channels.concat(outputs)));
    Feature modulation = scope.apply(new Gelu(), "gelu", sum);
    return x.with(x.variable().mul(modulation.variable()));
  }

  private static SDVariable coarse(GraphScope scope, Feature group, int level, Layer cell) {
    Size size = scope.size(group);
    int divisor = 1 << level;
    Feature pooled = new AdaptiveMaxPool(divisor).define(scope, group);
    SDVariable output = scope.apply(cell, "mfr." + level, pooled).variable();
    Size small = new Size(size.height() / divisor, size.width() / divisor);
    return NearestResize.resize(output, small, size);
  }
}
