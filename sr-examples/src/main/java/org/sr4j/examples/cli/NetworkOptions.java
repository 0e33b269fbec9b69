package org.sr4j.examples.cli;

import java.nio.file.Path;
import java.util.Map;
import org.sr4j.models.ResolverOptions;
import picocli.CommandLine.Option;

/** Options that say which network runs, and how. */
final class NetworkOptions {

  @Option(
      names = {"-m", "--model"},
      paramLabel = "ID",
      defaultValue = "dyconvsr",
      description = "Network, see 'sr models'. Default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(
      names = {"-s", "--scale"},
      paramLabel = "N",
      defaultValue = "2",
      description = "Factor by which width and height grow. Default: ${DEFAULT-VALUE}.")
  private int scale;

  @Option(
      names = {"-w", "--weights"},
      paramLabel = "FILE",
      description =
          "Weights of your own: safetensors, or a PyTorch checkpoint. Default: those that come with sr.")
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

  String model() {
    return model;
  }

  int scale() {
    return scale;
  }

  /** What is known of the weights, for reports. */
  Map<String, String> weightsFacts() {
    return weights == null ? WeightsFacts.ofEmbedded(model, scale) : WeightsFacts.of(weights);
  }

  ResolverOptions resolverOptions() {
    ResolverOptions options = ResolverOptions.of(model, scale).withEngine(engine).withTile(tile);
    return weights == null ? options : options.withWeights(weights);
  }
}
