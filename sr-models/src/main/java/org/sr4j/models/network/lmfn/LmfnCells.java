package org.sr4j.models.network.lmfn;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.Layer;
import org.sr4j.layers.attention.LargeKernelAttention;
import org.sr4j.layers.block.InteractiveFeatureFusion;
import org.sr4j.layers.block.InteractiveFeatureFusion.Step;
import org.sr4j.layers.block.InteractiveFusionModule;
import org.sr4j.layers.block.MultiLevelModulation;
import org.sr4j.layers.block.SpatiallyAdaptiveModulation;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DynamicSnakeConv;
import org.sr4j.layers.conv.DynamicSnakeConv.Direction;
import org.sr4j.layers.shape.Channels;

/** The cells of LMFN's blocks as its options have them; each {@code [N,C,H,W] -> [N,C,H,W]}. */
record LmfnCells(LmfnOptions options) {

  Layer byLetter(char letter) {
    int channels = options.features();
    return switch (letter) {
      case 'L' -> new LargeKernelAttention(channels);
      case 'M' -> modulation(channels);
      case 'I' -> interaction(channels);
      default -> throw new IllegalArgumentException("cell " + letter);
    };
  }

  /** Multi-scale modulation, or plain SAFM. */
  private Layer modulation(int channels) {
    if (options.modulation() == LmfnOptions.Modulation.SAFM) {
      return new SpatiallyAdaptiveModulation(channels, LmfnOptions.LEVELS);
    }
    MultiLevelModulation levels = new MultiLevelModulation(channels, LmfnOptions.LEVELS);
    int width = channels / LmfnOptions.LEVELS;
    return (scope, inputs) -> levels.define(scope, inputs[0], level -> snake(width, level));
  }

  private Layer snake(int width, int level) {
    return switch (options.direction()) {
      case HORIZONTAL -> snake(width, Direction.HORIZONTAL);
      case VERTICAL -> snake(width, Direction.VERTICAL);
      case ALTERNATING -> snake(width, level % 2 == 0 ? Direction.HORIZONTAL : Direction.VERTICAL);
      case BOTH ->
          (scope, inputs) -> {
            Feature x = scope.apply(snake(width, Direction.HORIZONTAL), "x", inputs);
            Feature y = scope.apply(snake(width, Direction.VERTICAL), "y", inputs);
            return x.with(x.variable().add(y.variable()).mul(0.5));
          };
    };
  }

  private DynamicSnakeConv snake(int width, Direction direction) {
    return new DynamicSnakeConv(
        width, width, options.kernel(), direction, 1, options.offsetNorm(), options.outputNorm());
  }

  private Layer interaction(int channels) {
    InteractiveFusionModule module =
        new InteractiveFusionModule(
            channels, options.kernel(), options.outputNorm(), options.expanding());
    Layer fusion = fusion(module.width());
    return (scope, inputs) -> module.define(scope, inputs[0], fusion);
  }

  /** What I does with b, of {@code channels} channels. */
  Layer fusion(int channels) {
    Layer attention = new LargeKernelAttention(channels / 2);
    Layer modulation = modulation(channels / 2);
    Step attend = new Step("lka_", attention);
    Step modulate = new Step("msm_", modulation);
    return switch (options.fusion()) {
      case INTERACTIVE -> exchanging(channels, List.of(attend, modulate));
      case LKA_ONLY -> exchanging(channels, List.of(attend));
      case MSM_ONLY -> exchanging(channels, List.of(modulate));
      case SERIAL ->
          separate(
              channels, serial(attention, modulation, "l"), serial(attention, modulation, "m"));
      case PARALLEL -> separate(channels, named("lka_l", attention), named("msm_m", modulation));
    };
  }

  private static Layer serial(Layer attention, Layer modulation, String half) {
    return (scope, inputs) ->
        scope.apply(modulation, "msm_" + half, scope.apply(attention, "lka_" + half, inputs));
  }

  private static Layer named(String name, Layer layer) {
    return (scope, inputs) -> scope.apply(layer, name, inputs);
  }

  private Layer exchanging(int channels, List<Step> steps) {
    InteractiveFeatureFusion fusion =
        new InteractiveFeatureFusion(channels, options.kernel(), options.outputNorm());
    return (scope, inputs) -> fusion.define(scope, inputs[0], steps);
  }

  /** {@code y = x + W [f(l); g(m)]}. */
  private static Layer separate(int channels, Layer f, Layer g) {
    return (scope, inputs) -> {
      Feature x = inputs[0];
      SDVariable[] halves = Channels.split(x.variable(), channels, 2);
      Feature l = f.define(scope, x.with(halves[0], channels / 2));
      Feature m = g.define(scope, x.with(halves[1], channels / 2));
      Feature joined = x.with(Channels.concat(l.variable(), m.variable()));
      Feature mixed = scope.apply(new Conv2d(channels, channels, 1), "proj", joined);
      return x.with(x.variable().add(mixed.variable()));
    };
  }
}
