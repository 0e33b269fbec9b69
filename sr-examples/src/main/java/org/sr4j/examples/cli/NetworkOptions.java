package org.sr4j.examples.cli;

import java.nio.file.Path;
import java.util.Map;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.model.ValueRange;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.engine.vector.VectorOptions;
import org.sr4j.models.network.StrategyText;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which network runs, and how. */
final class NetworkOptions {

  @Mixin private ModelOptions model;

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
    return model.asksFor(id) && !strategy.isGiven();
  }

  /** The scale asked for, or the default where no weights tell it. */
  int scaleOrDefault() {
    return model.scaleOrDefault();
  }

  /** What is known of the weights, for reports. */
  Map<String, String> weightsFacts() {
    Map<String, String> facts =
        weights == null
            ? WeightsFacts.ofEmbedded(
                model.modelOrDefault(), model.scaleOrDefault(), strategy.specs())
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
    ResolverOptions options = model.resolverOptions(weights).withEngine(engine).withTile(tile);
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
}
