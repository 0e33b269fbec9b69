package org.sr4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sr4j.models.ResolverOptions;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.weights.EmbeddedEntry;
import org.sr4j.models.weights.EmbeddedWeights;
import org.sr4j.models.weights.ModelHint;
import picocli.CommandLine.Option;

/** {@code --model} and {@code --scale}: which network, as far as weights do not tell it. */
final class ModelOptions {

  private static final String DEFAULT_MODEL = "dyconvsr";
  private static final int DEFAULT_SCALE = 2;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "ID",
      description =
          "Network, see 'sr models'. Default: what the weights are of; where none are given, the one"
              + " that is recommended for the scale.")
  private String model;

  @Option(
      names = {"-s", "--scale"},
      paramLabel = "N",
      description =
          "Factor by which width and height grow. Default: that of the weights; where none are given,"
              + " 2.")
  private Integer scale;

  /** Whether this model was asked for. */
  boolean asksFor(String id) {
    return id.equals(model);
  }

  /** What was asked for, nothing else. */
  ModelHint hint() {
    return hint(List.of());
  }

  /** What was asked for, with strategies. */
  ModelHint hint(List<StrategySpec> strategies) {
    return new ModelHint(
        Optional.ofNullable(model),
        scale == null ? OptionalInt.empty() : OptionalInt.of(scale),
        strategies);
  }

  /** The scale asked for, or the default where no weights tell it. */
  int scaleOrDefault() {
    return scale == null ? DEFAULT_SCALE : scale;
  }

  /** The model asked for, or the one that comes with the scale's weights. */
  String modelOrDefault() {
    // Where none is recommended, this one says which scales it has.
    return model != null
        ? model
        : EmbeddedWeights.find()
            .recommended(scaleOrDefault())
            .map(EmbeddedEntry::model)
            .orElse(DEFAULT_MODEL);
  }

  /**
   * The network of a file, of which only what was asked for must hold, or one that comes with sr.
   *
   * @param weights null for those that come with sr
   */
  ResolverOptions resolverOptions(Path weights) {
    return weights == null
        ? ResolverOptions.of(modelOrDefault(), scaleOrDefault())
        : ResolverOptions.of(hint()).withWeights(weights);
  }
}
