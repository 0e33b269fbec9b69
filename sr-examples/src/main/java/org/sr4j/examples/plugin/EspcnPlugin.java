package org.sr4j.examples.plugin;

import java.util.List;
import java.util.stream.Stream;
import org.sr4j.api.model.Model;
import org.sr4j.api.spi.Detection;
import org.sr4j.api.spi.EngineProvider;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.api.spi.StrategyProvider;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

/** Offers {@link Espcn} as the model {@code espcn}, a strategy and an engine. */
public final class EspcnPlugin implements SrPlugin {

  @Override
  public String id() {
    return "example-espcn";
  }

  @Override
  public List<ModelProvider<?>> models() {
    return List.of(new Provider());
  }

  @Override
  public List<StrategyProvider<?>> strategies() {
    return List.of(new BlockGain.Provider());
  }

  @Override
  public List<EngineProvider> engines() {
    return List.of(new ReferenceEngine.Provider());
  }

  private static final class Provider implements ModelProvider<EspcnOptions> {

    /** Of either layer, for weights that nobody vouches for. */
    private static final int MOST_CHANNELS = 1024;

    @Override
    public String id() {
      return "espcn";
    }

    @Override
    public Class<EspcnOptions> optionsType() {
      return EspcnOptions.class;
    }

    @Override
    public EspcnOptions defaults() {
      return new EspcnOptions(64, 32);
    }

    @Override
    public EspcnOptions tiny() {
      return new EspcnOptions(4, 2);
    }

    @Override
    public Model create(EspcnOptions options) {
      return new Espcn(options);
    }

    /** Reads the channels off the kernels, {@code [out, in, height, width]}. */
    @Override
    public List<Detection<EspcnOptions>> detect(Weights weights) {
      long[] second = kernel(weights, "conv2.weight");
      long[] third = kernel(weights, "conv3.weight");
      if (Math.min(second[0], second[1]) < 1 || Math.max(second[0], second[1]) > MOST_CHANNELS) {
        return List.of();
      }
      EspcnOptions options = new EspcnOptions((int) second[1], (int) second[0]);
      return Stream.of(2, 3, 4)
          .filter(scale -> third[0] == scale * scale)
          .map(scale -> new Detection<>(options, scale))
          .toList();
    }

    private static long[] kernel(Weights weights, String name) {
      return weights
          .tensor(name)
          .map(Tensor::shape)
          .filter(shape -> shape.length == 4)
          .orElse(new long[4]);
    }
  }
}
