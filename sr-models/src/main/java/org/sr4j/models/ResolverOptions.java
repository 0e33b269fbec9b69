package org.sr4j.models;

import java.nio.file.Path;
import java.util.Optional;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.models.network.NetworkSpec;

/**
 * What a {@link SuperResolver} is made from.
 *
 * @param network model, options, scale and strategies
 * @param weights file to read the weights from; the embedded ones if empty
 * @param engine id of the engine, or {@value #AUTO} for the best available
 * @param tile side of a tile's core in pixels of the input; 0 for the whole picture at once
 */
public record ResolverOptions(
    NetworkSpec network, Optional<Path> weights, String engine, int tile) {

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
    return new ResolverOptions(new NetworkSpec(model, scale), Optional.empty(), AUTO, DEFAULT_TILE);
  }

  public ResolverOptions withNetwork(NetworkSpec other) {
    return new ResolverOptions(other, weights, engine, tile);
  }

  public ResolverOptions withWeights(Path file) {
    return new ResolverOptions(network, Optional.of(file), engine, tile);
  }

  public ResolverOptions withEngine(String id) {
    return new ResolverOptions(network, weights, id, tile);
  }

  public ResolverOptions withTile(int side) {
    return new ResolverOptions(network, weights, engine, side);
  }
}
