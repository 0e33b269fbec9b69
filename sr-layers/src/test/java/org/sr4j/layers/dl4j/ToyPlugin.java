package org.sr4j.layers.dl4j;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDVariable;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.GraphScope;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ColourMode;
import org.sr4j.api.model.Model;
import org.sr4j.api.model.ModelDescriptor;
import org.sr4j.api.model.Paper;
import org.sr4j.api.model.TilingPolicy;
import org.sr4j.api.model.ValueRange;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.Padding;
import org.sr4j.layers.norm.BatchNorm;
import org.sr4j.layers.resample.PixelShuffle;

/** Layers and models with whatever an adapter may stumble over; smooth, for finite differences. */
public final class ToyPlugin implements SrPlugin {

  /** Options of all toys. */
  public record Toy(int in, int out) {
    public Toy {
      if (in < 1 || out < 1) {
        throw new IllegalArgumentException("in = " + in + ", out = " + out);
      }
    }
  }

  @Override
  public String id() {
    return "toys";
  }

  @Override
  public List<LayerProvider<?>> layers() {
    return List.of(
        new ToyLayer("toy-conv", 1, 1, toy -> (s, x) -> tanh(conv(s, "conv", toy, x[0]))),
        new ToyLayer("toy-norm", 1, 1, toy -> ToyPlugin::normalised),
        new ToyLayer("toy-gate", 2, 1, toy -> (s, x) -> gate(s, toy, x)),
        new ToyLayer("toy-identity", 1, 1, toy -> (s, x) -> x[0]),
        new ToyLayer("toy-twice", 1, 1, toy -> (s, x) -> twice(s, toy, x[0])),
        new ToyLayer("toy-sized", 1, 1, toy -> (s, x) -> sized(s, toy, x[0])),
        new ToyLayer("toy-half", 1, 2, toy -> (s, x) -> half(s, toy, x[0])),
        new ToyLayer("toy-valid", 1, 1, toy -> (s, x) -> valid(s, toy, x[0])));
  }

  @Override
  public List<ModelProvider<?>> models() {
    return List.of(new ToyModel("toy-net", false), new ToyModel("toy-bicubic", true));
  }

  private static Feature conv(GraphScope scope, String name, Toy toy, Feature x) {
    return scope.apply(new Conv2d(toy.in(), toy.out(), 3), name, x);
  }

  private static Feature tanh(Feature x) {
    return x.with(x.variable().getSameDiff().math().tanh(x.variable()));
  }

  private static Feature normalised(GraphScope scope, Feature... x) {
    return scope.apply(new BatchNorm(x[0].channels()), "norm", x);
  }

  private static Feature gate(GraphScope scope, Toy toy, Feature... x) {
    SDVariable gate = scope.graph().nn().sigmoid(conv(scope, "gate", toy, x[1]).variable());
    return x[0].with(conv(scope, "value", toy, x[0]).variable().mul(gate), toy.out());
  }

  /** The same weights twice, and a skip connection. */
  private static Feature twice(GraphScope scope, Toy toy, Feature x) {
    Feature once = tanh(conv(scope, "shared", toy, x));
    Feature again = tanh(conv(scope, "shared", toy, once));
    return again.with(again.variable().add(x.variable()).mul(once.variable()));
  }

  private static Feature sized(GraphScope scope, Toy toy, Feature x) {
    Size size = scope.size(x);
    Feature y = conv(scope, "conv", toy, x);
    return y.with(y.variable().mul(size.height() + 0.1 * size.width()));
  }

  private static Feature half(GraphScope scope, Toy toy, Feature x) {
    return scope.apply(new Conv2d(toy.in(), toy.out(), 3).withStride(2), "conv", x);
  }

  private static Feature valid(GraphScope scope, Toy toy, Feature x) {
    Conv2d conv = new Conv2d(toy.in(), toy.out(), 3).withPadding(Padding.VALID);
    return scope.apply(conv, "conv", x);
  }

  private record ToyLayer(String id, int inputs, int sizeMultiple, Function<Toy, Layer> layer)
      implements LayerProvider<Toy> {

    @Override
    public Class<Toy> optionsType() {
      return Toy.class;
    }

    @Override
    public Toy example() {
      return new Toy(2, 2);
    }

    @Override
    public List<Integer> inputChannels(Toy toy) {
      return inputs == 1 ? List.of(toy.in()) : List.of(toy.in(), toy.in());
    }

    @Override
    public int minSize(Toy toy) {
      return 4;
    }

    @Override
    public int sizeMultiple(Toy toy) {
      return sizeMultiple;
    }

    @Override
    public Layer create(Toy toy) {
      return layer.apply(toy);
    }
  }

  private record ToyModel(String id, boolean bicubic) implements ModelProvider<Toy> {

    @Override
    public Class<Toy> optionsType() {
      return Toy.class;
    }

    @Override
    public Toy defaults() {
      return new Toy(3, 4);
    }

    @Override
    public Toy tiny() {
      return defaults();
    }

    @Override
    public Model create(Toy toy) {
      return new ToyNetwork(id, bicubic, toy);
    }
  }

  private record ToyNetwork(String id, boolean bicubic, Toy toy) implements Model {

    @Override
    public ModelDescriptor descriptor() {
      return new ModelDescriptor(
          id,
          "a toy",
          new TreeSet<>(Set.of(2, 3)),
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
      Feature f = tanh(scope.apply(new Conv2d(3, toy.out(), 3), "head", lowRes));
      f = scope.apply(new BatchNorm(toy.out()), "norm", f);
      int s = scope.scale();
      f = scope.apply(new Conv2d(toy.out(), 3 * s * s, 3), "tail", f);
      f = scope.apply(new PixelShuffle(s), "shuffle", f);
      if (bicubic) {
        Feature base = scope.input("bicubic", 3, InputTransform.BICUBIC);
        f = f.with(f.variable().add(base.variable()));
      }
      return f;
    }
  }
}
