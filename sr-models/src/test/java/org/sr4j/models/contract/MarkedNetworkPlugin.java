package org.sr4j.models.contract;

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
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.resample.PixelShuffle;
import org.sr4j.layers.shape.Broadcast;
import org.sr4j.models.strategy.BuiltInStrategy;

/** A plugin's network that knows the markers and nothing of any strategy. */
final class MarkedNetworkPlugin implements SrPlugin {

  static final String MODEL = "marked-network";
  static final String POOLING = "pooling";

  /** Channels of the trunk. */
  record Options(int width) {}

  @Override
  public String id() {
    return "marked-networks";
  }

  @Override
  public List<ModelProvider<?>> models() {
    return List.of(new Provider());
  }

  /** A strategy that pools globally: blocks are multiplied by the mean of the shallow feature. */
  @Override
  public List<StrategyProvider<?>> strategies() {
    return List.of(
        new BuiltInStrategy<>(POOLING, Options.class, new Options(1), options -> Pooling::new));
  }

  private static final class Pooling implements Hooks {

    private final GraphScope scope;
    private Feature mean;

    Pooling(GraphScope scope) {
      this.scope = scope;
    }

    @Override
    public Feature onShallow(Feature f0) {
      mean = scope.globalMean("mean", f0);
      return f0;
    }

    @Override
    public Feature onBlock(int index, Feature out) {
      return out.with(Broadcast.multiply(scope, out.variable(), mean.variable()));
    }
  }

  private static final class Provider implements ModelProvider<Options> {

    @Override
    public String id() {
      return MODEL;
    }

    @Override
    public Class<Options> optionsType() {
      return Options.class;
    }

    @Override
    public Options defaults() {
      return new Options(8);
    }

    @Override
    public Options tiny() {
      return new Options(4);
    }

    @Override
    public Model create(Options options) {
      return new Marked(options);
    }
  }

  private record Marked(Options options) implements Model {

    private static final int BLOCKS = 2;

    @Override
    public ModelDescriptor descriptor() {
      return new ModelDescriptor(
          MODEL,
          "convolutions with markers",
          new TreeSet<>(List.of(2)),
          ColourMode.Y,
          ValueRange.UNIT,
          1,
          1,
          1 + BLOCKS + 1,
          TilingPolicy.LOCAL,
          new Paper("none", ""));
    }

    @Override
    public Feature define(GraphScope scope, Feature picture) {
      int n = options.width();
      Feature f0 = scope.shallow(scope.apply(new Conv2d(1, n, 3), "head", picture));
      Feature f = scope.longSkip(f0, in -> trunk(scope, in));
      f = scope.apply(new Conv2d(n, 4, 3), "tail", f);
      return scope.apply(new PixelShuffle(2), "shuffle", f);
    }

    private Feature trunk(GraphScope scope, Feature x) {
      Feature f = x;
      for (int i = 0; i < BLOCKS; i++) {
        String name = "body." + i;
        f = scope.block(i, f, in -> scope.residual(name, in, b -> branch(scope, name, b)));
      }
      return f;
    }

    private Feature branch(GraphScope scope, String name, Feature x) {
      int n = options.width();
      return scope.apply(new Relu(), name + ".relu", scope.apply(new Conv2d(n, n, 3), name, x));
    }
  }
}
