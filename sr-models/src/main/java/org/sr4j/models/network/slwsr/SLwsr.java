package org.sr4j.models.network.slwsr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
import org.sr4j.models.network.block.SubPixelUpsampler;
import org.sr4j.models.network.slwsr.SLwsrOptions.Pool;

/**
 * s-LWSR: an extractor and a fusion joined level by level, U-Net-like but at one resolution,
 * through an information pool. {@code [N,3,H,W] float in [0,255] -> [N,3,sH,sW]}.
 *
 * <p>The mean shifts are trained: the released code freezes the module, which has no effect.
 *
 * <p>Strategies: the shallow feature is the head's output; all 26 residual blocks are blocks and
 * residuals.
 */
public final class SLwsr implements Model {

  static final Paper PAPER =
      new Paper(
          "Li, Yuan, Du, Sun, Yang: s-LWSR: Super Lightweight Super-Resolution Network. TIP 2020",
          "https://doi.org/10.1109/TIP.2020.3014953");

  private final String id;
  private final SLwsrOptions options;

  /**
   * @param id {@code s-lwsr16} and the like
   */
  public SLwsr(String id, SLwsrOptions options) {
    this.id = id;
    this.options = options;
  }

  @Override
  public ModelDescriptor descriptor() {
    int convolutions = 1 + 2 * new BlockTable(options).size();
    return new ModelDescriptor(
        id,
        "s-LWSR, extractor and fusion through an information pool",
        new TreeSet<>(List.of(2, 3, 4)),
        ColourMode.RGB,
        ValueRange.BYTE,
        1,
        1,
        convolutions + SubPixelUpsampler.RADIUS + 1,
        TilingPolicy.LOCAL,
        PAPER);
  }

  @Override
  public Feature define(GraphScope scope, Feature picture) {
    int n = options.features();
    Feature x = scope.apply(MeanShift.subtract(255).asTrained(), "sub_mean", picture);
    Feature f0 = scope.shallow(scope.apply(new Conv2d(3, n, 3), "head.0", x));
    Feature f =
        scope.longSkip(
            f0,
            in -> {
              Trunk trunk = new Trunk(scope, in);
              return trunk.fuse(trunk.extract());
            });
    f = scope.apply(new SubPixelUpsampler(n), "tail.0", f);
    f = scope.apply(new Conv2d(n, 3, 3), "tail.1", f);
    return scope.apply(MeanShift.add(255).asTrained(), "add_mean", f);
  }

  /** The blocks between head and tail, with what they have made so far. */
  private final class Trunk {

    private final GraphScope scope;
    private final Feature f0;
    private final BlockTable table = new BlockTable(options);
    private final Map<String, Feature> made = new LinkedHashMap<>();

    Trunk(GraphScope scope, Feature f0) {
      this.scope = scope;
      this.f0 = f0;
    }

    /**
     * Levels 2 to 5 of three blocks, each fed the sum of the first and third before it; level 6.
     */
    Feature extract() {
      Feature in = f0;
      for (int level = 2; level < 2 + options.levels(); level++) {
        Feature a = block("feat" + level + "_1", in);
        Feature c = block("feat" + level + "_3", block("feat" + level + "_2", a));
        in = a.with(a.variable().add(c.variable()));
      }
      return options.levels() == 4
          ? block("feat6_2", block("feat6_1", in))
          : made.get("feat" + (1 + options.levels()) + "_3");
    }

    /** One fusion for every level of the extractor, from the deepest up. */
    Feature fuse(Feature deepest) {
      Feature pool = options.pool() == Pool.NONE ? null : pool();
      Feature y = deepest;
      for (int i = 0; i < options.levels(); i++) {
        int fusion = 7 + i;
        Feature skip = made.get("feat" + (1 + options.levels() - i) + "_3");
        SDVariable joined =
            pool == null ? skip.variable() : skip.variable().mul(0.5).add(pool.variable().mul(0.5));
        String name = "feat" + fusion + "_1";
        Feature merged = y.with(Channels.concat(y.variable(), joined), 2 * options.features());
        merged =
            scope.apply(
                new Conv2d(2 * options.features(), options.features(), 1), name + ".conv", merged);
        y = block("conv" + fusion, block("feat" + fusion + "_2", block(name, merged)));
      }
      return y;
    }

    private Feature pool() {
      List<Feature> gathered = new ArrayList<>(List.of(f0));
      for (String name : pooled()) {
        gathered.add(made.get(name));
      }
      SDVariable joined =
          Channels.concat(gathered.stream().map(Feature::variable).toArray(SDVariable[]::new));
      int channels = gathered.size() * options.features();
      return scope.apply(
          new Conv2d(channels, options.features(), 1).withoutBias(),
          "conv1",
          f0.with(joined, channels));
    }

    private List<String> pooled() {
      if (options.pool() == Pool.FORMER_11) {
        return List.copyOf(made.keySet()).subList(0, 10);
      }
      return options.levels() == 4
          ? List.of("feat3_1", "feat4_1", "feat5_1", "feat6_1", "feat6_2")
          // The shallow variant's pool has as many inputs (its published count says so).
          : List.of("feat2_2", "feat2_3", "feat3_1", "feat3_2", "feat3_3");
    }

    private Feature block(String name, Feature in) {
      Feature out =
          scope.block(
              table.indexOf(name),
              in,
              b -> {
                Feature x =
                    options.preActivation() && table.isActive(name)
                        ? scope.apply(new Relu(), name + ".pre", b)
                        : b;
                return scope.residual(name, x, r -> scope.apply(table.branch(name), name, r));
              });
      made.put(name, out);
      return out;
    }
  }
}
