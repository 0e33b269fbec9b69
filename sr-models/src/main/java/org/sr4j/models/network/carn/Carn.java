package org.sr4j.models.network.carn;

import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.nd4j.autodiff.samediff.SDVariable;
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
import org.sr4j.models.network.block.ConvReluConv;
import org.sr4j.models.network.block.MultiScaleUpsampler;

/**
 * CARN and CARN-M: residual blocks whose outputs cascade into every later 1x1 fusion, inside blocks
 * and between them. {@code [N,3,H,W] float in [0,1] -> [N,3,sH,sW]}.
 *
 * <p>Strategies: the shallow feature is the entry's output; the three cascading blocks are the
 * blocks (before they are concatenated); the residual blocks inside them are the residuals, before
 * their final ReLU.
 */
public final class Carn implements Model {

  static final Paper PAPER =
      new Paper(
          "Ahn, Kang, Sohn: Fast, Accurate, and Lightweight Super-Resolution with Cascading"
              + " Residual Network. ECCV 2018",
          "https://doi.org/10.1007/978-3-030-01249-6_16");

  private static final int BLOCKS = 3;

  private final String id;
  private final CarnOptions options;

  /**
   * @param id {@code carn} or {@code carn-m}
   */
  public Carn(String id, CarnOptions options) {
    this.id = id;
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    return new ModelDescriptor(
        id,
        options.mobile() ? "CARN-M, cascading grouped residuals" : "CARN, cascading residuals",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.UNIT,
        1,
        1,
        1 + 2 * BLOCKS * BLOCKS + 3,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int n = options.features();
    Feature x = scope.apply(MeanShift.subtract(1), "sub_mean.shifter", picture);
    Feature f = scope.shallow(scope.apply(new Conv2d(3, n, 3), "entry", x));
    f =
        cascade(
            scope,
            "",
            f,
            (k, in) ->
                scope.block(
                    k - 1,
                    in,
                    b -> cascade(scope, "b" + k + ".", b, (j, r) -> local(scope, k, j, r))));
    f =
        scope.apply(
            new MultiScaleUpsampler(n, options.groups(), true, options.multiScale()),
            "upsample",
            f);
    f = scope.apply(new Conv2d(n, 3, 3), "exit", f);
    return scope.apply(MeanShift.add(1), "add_mean.shifter", f);
  }

  /** {@code c_k = [c_{k-1}, B_k(o_{k-1})], o_k = ReLU(1x1(c_k))} for k = 1..3. */
  private Feature cascade(
      GraphScope scope, String prefix, Feature x, BiFunction<Integer, Feature, Feature> block) {
    int n = options.features();
    SDVariable joined = x.variable();
    Feature o = x;
    for (int k = 1; k <= BLOCKS; k++) {
      joined = Channels.concat(joined, block.apply(k, o).variable());
      Feature c = x.with(joined, n * (k + 1));
      o = scope.apply(new Conv2d(n * (k + 1), n, 1), prefix + "c" + k + ".body.0", c);
      o = scope.apply(new Relu(), prefix + "c" + k + ".body.1", o);
    }
    return o;
  }

  /** The residual block j of cascading block k; CARN-M uses one three times. */
  private Feature local(GraphScope scope, int k, int j, Feature in) {
    String name = "b" + k + ".b" + (options.mobile() ? 1 : j);
    Feature sum = scope.residual(name, in, x -> branch(scope, name, x));
    return scope.apply(new Relu(), name + ".relu" + j, sum);
  }

  private Feature branch(GraphScope scope, String name, Feature x) {
    int n = options.features();
    if (!options.mobile()) {
      return scope.apply(new ConvReluConv(n), name, x);
    }
    Conv2d grouped = new Conv2d(n, n, 3).withGroups(options.groups());
    Feature h = scope.apply(grouped, name + ".body.0", x);
    h = scope.apply(new Relu(), name + ".body.1", h);
    h = scope.apply(grouped, name + ".body.2", h);
    h = scope.apply(new Relu(), name + ".body.3", h);
    return scope.apply(new Conv2d(n, n, 1), name + ".body.4", h);
  }
}
