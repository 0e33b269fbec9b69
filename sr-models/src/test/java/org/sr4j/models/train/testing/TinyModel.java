package org.sr4j.models.train.testing;

import java.util.List;
import java.util.TreeSet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.Layout;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;

/**
 * Two convolutions and a nearest-neighbour skip: small enough to be trained in a test. It has a
 * buffer that follows the mean of its input, and may have an auxiliary output.
 */
public final class TinyModel implements ModelProvider<TinyModel.Options>, SrPlugin {

  public static final String ID = "tiny";

  /**
   * @param width channels between the convolutions
   * @param auxiliary weight of the loss of an auxiliary output; 0 for none
   * @param poison weight of a term that is NaN
   */
  public record Options(int width, double auxiliary, boolean poison) {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<ModelProvider<?>> models() {
    return List.of(this);
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public Options defaults() {
    return new Options(6, 0, false);
  }

  @Override
  public Options tiny() {
    return defaults();
  }

  @Override
  public Model create(Options options) {
    return new Tiny(options);
  }

  private record Tiny(Options options) implements Model {

    @Override
    public ModelDescriptor descriptor() {
      return new ModelDescriptor(
          ID,
          "tiny",
          new TreeSet<>(List.of(2)),
          ColourMode.RGB,
          ValueRange.UNIT,
          1,
          1,
          2,
          TilingPolicy.LOCAL,
          new Paper("none", ""));
    }

    @Override
    public Feature define(GraphScope scope, Feature lowRes) {
      SDVariable x = lowRes.variable();
      SDVariable mean = scope.buffer("mean", ParameterSpec.plain(Init.zeros(), 1));
      scope.update(mean, mean.mul(0.9).add(x.mean().mul(0.1)));
      SDVariable hidden =
          scope.graph().nn().relu(convolution(scope, "head", x, 3, options.width), 0);
      SDVariable tail = convolution(scope, "tail", hidden, options.width, 3);
      SDVariable low = x.add(tail);
      if (options.poison) {
        low = low.add(scope.graph().math().sqrt(tail.mul(tail).add(1).neg()));
      }
      SDVariable up = scope.graph().cnn().upsampling2d(low, 2, 2, true);
      if (options.auxiliary > 0) {
        SDVariable early =
            scope.graph().cnn().upsampling2d(x.add(hidden.mean(true, 1)), 2, 2, true);
        scope.auxiliaryOutput(
            "early", lowRes.with(early, 3, lowRes.resolution().times(2)), options.auxiliary);
      }
      return lowRes.with(up, 3, lowRes.resolution().times(2));
    }

    private static SDVariable convolution(
        GraphScope scope, String name, SDVariable x, int in, int out) {
      GraphScope own = scope.child(name);
      SDVariable weight =
          own.weight(
              "weight",
              new ParameterSpec(Layout.CONVOLUTION, Init.torchDefault(9 * in), out, in, 3, 3));
      SDVariable bias = own.weight("bias", ParameterSpec.plain(Init.torchDefault(9 * in), out));
      return scope
          .graph()
          .cnn()
          .conv2d(
              x,
              weight,
              bias,
              Conv2DConfig.builder()
                  .kH(3)
                  .kW(3)
                  .paddingMode(PaddingMode.SAME)
                  .dataFormat("NCHW")
                  .build());
    }
  }
}
