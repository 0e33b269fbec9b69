package org.sr4j.examples.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.model.ValueRange;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.engine.vector.VectorOptions;
import org.sr4j.models.network.StrategyText;
import org.sr4j.models.weights.EmbeddedEntry;
import org.sr4j.models.weights.EmbeddedWeights;
import org.sr4j.models.weights.ModelHint;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which network runs, and how. */
final class NetworkOptions {

  private static final String DEFAULT_MODEL = "dyconvsr";
  private static final int DEFAULT_SCALE = 2;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "ID",
      description =
          "Network, see 'sr models'. Default: what the weights are of; without --weights, the one"
              + " that is recommended for the scale.")
  private String model;

  @Option(
      names = {"-s", "--scale"},
      paramLabel = "N",
      description =
          "Factor by which width and height grow. Default: that of the weights; without"
              + " --weights, 2.")
  private Integer scale;

  @Option(
      names = {"-w", "--weights"},
      paramLabel = "FILE",
      description =
          "Weights of your own: safetensors, a PyTorch checkpoint, or a network as an ONNX file."
              + " Default: those that come with sr.")
  private Path weights;

  @Option(
      names = {"-e", "--engine"},
      paramLabel = "ID",
      defaultValue = ResolverOptions.AUTO,
      description = "What runs the network. Default: ${DEFAULT-VALUE}, the best that works here.")
  private String engine;

  @Option(
      names = {"-t", "--tile"},
      paramLabel = "N",
      defaultValue = "" + ResolverOptions.DEFAULT_TILE,
      description =
          "Side of the tiles that a picture is cut into, in input pixels; smaller ones take less"
              + " memory, 0 takes the whole picture at once. Default: ${DEFAULT-VALUE}.")
  private int tile;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that the engine vector shares a picture among; results do not depend on it."
              + " Default: as many as there are processors.")
  private Integer threads;

  @Option(
      names = "--range",
      paramLabel = "MAX",
      description =
          "Value of white in a network from an ONNX file: 1 or 255. Default: what the file says,"
              + " or 1.")
  private Integer range;

  @Mixin private StrategyOption strategy;

  /** Whether this model was asked for, without strategies. */
  boolean asksForPlain(String id) {
    return id.equals(model) && !strategy.isGiven();
  }

  /** The scale asked for, or the default where no weights tell it. */
  int scaleOrDefault() {
    return scale == null ? DEFAULT_SCALE : scale;
  }

  private String modelOrDefault() {
    // Where none is recommended, this one says which scales it has.
    return model != null
        ? model
        : EmbeddedWeights.find()
            .recommended(scaleOrDefault())
            .map(EmbeddedEntry::model)
            .orElse(DEFAULT_MODEL);
  }

  /** What is known of the weights, for reports. */
  Map<String, String> weightsFacts() {
    Map<String, String> facts =
        weights == null
            ? WeightsFacts.ofEmbedded(modelOrDefault(), scaleOrDefault(), strategy.specs())
            : WeightsFacts.of(weights);
    if (strategy.isGiven()) {
      facts.put("strategies asked for", StrategyText.of(strategy.specs()));
    }
    return facts;
  }

  ResolverOptions resolverOptions() {
    if (threads != null) {
      // Checked here, where the error is still one of the command line.
      VectorOptions checked = VectorOptions.defaults().withThreads(threads);
      System.setProperty(VectorOptions.THREADS, Integer.toString(checked.threads()));
    }
    ResolverOptions options = network().withEngine(engine).withTile(tile);
    options = range == null ? options : options.withRange(range(range));
    return strategy.isGiven() ? options.withStrategies(strategy.specs()) : options;
  }

  private static ValueRange range(int white) {
    for (ValueRange known : ValueRange.values()) {
      if (known.max() == white) {
        return known;
      }
    }
    throw new OptionsException(Problem.cannot("set the range").got(white).expected("1 or 255"));
  }

  /** Of a network that the weights tell, only what was asked for. */
  private ResolverOptions network() {
    if (weights == null) {
      return ResolverOptions.of(modelOrDefault(), scaleOrDefault());
    }
    OptionalInt asked = scale == null ? OptionalInt.empty() : OptionalInt.of(scale);
    return ResolverOptions.of(new ModelHint(Optional.ofNullable(model), asked))
        .withWeights(weights);
  }
}
