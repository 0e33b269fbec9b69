package org.sr4j.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.model.ValueRange;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.weights.ModelHint;

/**
 * What a {@link SuperResolver} is made from.
 *
 * @param hint model, scale and strategies, as far as they are known; weights may tell the rest
 * @param network the exact network, if the weights are not to be asked
 * @param weights file to read the weights from; the embedded ones if empty
 * @param engine id of the engine, or {@value #AUTO} for the best available
 * @param tile side of a tile's core in pixels of the input; 0 for the whole picture at once
 * @param range of the samples of a network in an ONNX file; what the file says, or {@code [0,1]},
 *     if empty
 */
public record ResolverOptions(
    ModelHint hint,
    Optional<NetworkSpec> network,
    Optional<Path> weights,
    String engine,
    int tile,
    Optional<ValueRange> range) {

  /** Picks the available engine of the highest priority. */
  public static final String AUTO = "auto";

  /** Keeps the working memory of a light network in the hundreds of megabytes. */
  public static final int DEFAULT_TILE = 256;

  public ResolverOptions {
    if (tile < 0) {
      throw new OptionsException(
          Problem.cannot("set the tile size").got(tile).expected("0 (whole picture) or more"));
    }
  }

  /** Embedded weights, best engine, default tiles. */
  public static ResolverOptions of(String model, int scale) {
    return of(new ModelHint(Optional.of(model), OptionalInt.of(scale)));
  }

  /** The network that the library recommends for a scale, with embedded weights. */
  public static ResolverOptions of(int scale) {
    return of(new ModelHint(Optional.empty(), OptionalInt.of(scale)));
  }

  /** A file of weights, which says or shows what network it is of. */
  public static ResolverOptions ofWeights(Path file) {
    return of(ModelHint.none()).withWeights(file);
  }

  /** What is known of the network; best engine, default tiles. */
  public static ResolverOptions of(ModelHint hint) {
    return new ResolverOptions(
        hint, Optional.empty(), Optional.empty(), AUTO, DEFAULT_TILE, Optional.empty());
  }

  /** Exactly this network, whatever the weights say. */
  public ResolverOptions withNetwork(NetworkSpec exact) {
    ModelHint known =
        new ModelHint(
            Optional.of(exact.model()), OptionalInt.of(exact.scale()), exact.strategies());
    return new ResolverOptions(known, Optional.of(exact), weights, engine, tile, range);
  }

  /** With these strategies, whether the weights have them or not. */
  public ResolverOptions withStrategies(List<StrategySpec> strategies) {
    return new ResolverOptions(
        hint.withStrategies(strategies),
        network.map(n -> n.withStrategies(strategies)),
        weights,
        engine,
        tile,
        range);
  }

  /** Of this model; whatever else is known stays. */
  ResolverOptions withModel(String model) {
    ModelHint more = new ModelHint(Optional.of(model), hint.scale(), hint.strategies());
    return new ResolverOptions(more, network, weights, engine, tile, range);
  }

  public ResolverOptions withWeights(Path file) {
    return new ResolverOptions(hint, network, Optional.of(file), engine, tile, range);
  }

  public ResolverOptions withEngine(String id) {
    return new ResolverOptions(hint, network, weights, id, tile, range);
  }

  public ResolverOptions withTile(int side) {
    return new ResolverOptions(hint, network, weights, engine, side, range);
  }

  /** For a network in an ONNX file: the range of its samples, whatever the file says. */
  public ResolverOptions withRange(ValueRange samples) {
    return new ResolverOptions(hint, network, weights, engine, tile, Optional.of(samples));
  }
}
