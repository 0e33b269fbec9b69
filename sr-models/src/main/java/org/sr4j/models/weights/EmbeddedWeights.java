package org.sr4j.models.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.NetworkSpec.StrategySpec;

/**
 * Weights that jars on the class path bring along, so that a network is ready to use.
 *
 * <p>A jar that has some holds {@value #INDEX}, e.g.
 *
 * <pre>{@code
 * {"weights": [
 *   {"model": "dyconvsr", "scale": 2, "resource": "dyconvsr_x2.safetensors", "sha256": "6b1d..."}
 * ]}
 * }</pre>
 *
 * and the safetensors files beside it; {@code "strategies": ["ggas"]} in an entry says that the
 * network has these; a plugin's jar is treated like the library's own.
 */
public final class EmbeddedWeights {

  /** Resource name of the index in every jar. */
  public static final String INDEX = "META-INF/sr4j/weights/index.json";

  private final List<EmbeddedEntry> entries;

  private EmbeddedWeights(List<EmbeddedEntry> entries) {
    this.entries = entries;
  }

  /** Weights that the library's own class loader sees. */
  public static EmbeddedWeights find() {
    return find(EmbeddedWeights.class.getClassLoader());
  }

  /**
   * @throws WeightsException if an index is malformed, or two jars bring weights of one network and
   *     scale
   */
  public static EmbeddedWeights find(ClassLoader loader) {
    List<EmbeddedEntry> found = new ArrayList<>();
    try {
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        found.addAll(EmbeddedIndex.read(index));
      }
    } catch (IOException e) {
      throw new WeightsException(
          Problem.cannot("look for embedded weights").got(e.getMessage()), e);
    }
    found.sort(
        Comparator.comparing(EmbeddedEntry::model)
            .thenComparingInt(EmbeddedEntry::scale)
            .thenComparing(EmbeddedEntry::toString));
    for (int i = 1; i < found.size(); i++) {
      if (found.get(i).toString().equals(found.get(i - 1).toString())) {
        throw new WeightsException(
            Problem.cannot("choose embedded weights")
                .at(found.get(i))
                .got(found.get(i - 1).resource() + " and " + found.get(i).resource())
                .expected("one"));
      }
    }
    return new EmbeddedWeights(List.copyOf(found));
  }

  /** All, sorted by model and scale. */
  public List<EmbeddedEntry> entries() {
    return entries;
  }

  /** The weights of a network without strategies and scale, if a jar brings some. */
  public Optional<EmbeddedEntry> entry(String model, int scale) {
    return entry(model, scale, List.of());
  }

  /** The weights of a network with exactly these strategies and scale, if a jar brings some. */
  public Optional<EmbeddedEntry> entry(String model, int scale, Collection<String> strategies) {
    return entries.stream()
        .filter(e -> e.model().equals(model) && e.scale() == scale && e.hasStrategies(strategies))
        .findFirst();
  }

  /** As {@link #load(String, int, Collection)}, without strategies. */
  public Weights load(String model, int scale) {
    return load(model, scale, List.of());
  }

  /**
   * Reads the weights of a network and scale: those with the strategies, or else those without any.
   *
   * @param strategies ids
   * @throws UnknownIdException if no jar brings them; lists those that there are
   * @throws WeightsException if the file does not have the digest that the index says, is
   *     malformed, or is of another network or scale
   */
  public Weights load(String model, int scale, Collection<String> strategies) {
    return entry(model, scale, strategies)
        .or(() -> entry(model, scale))
        .map(EmbeddedWeights::load)
        .orElseThrow(
            () ->
                new UnknownIdException(
                    Problem.cannot("find embedded weights")
                        .at(model + " x" + scale)
                        .expected(entries.isEmpty() ? "none are there" : "one of " + entries)
                        .advice("Name a weights file, or train the network.")));
  }

  private static Weights load(EmbeddedEntry entry) {
    byte[] file;
    try (InputStream stream = EmbeddedResource.open(entry.resource())) {
      file = stream.readAllBytes();
    } catch (IOException e) {
      throw new WeightsException(
          Problem.cannot("read embedded weights").at(entry.resource()).got(e.getMessage()), e);
    }
    String digest = sha256(file);
    if (!digest.equals(entry.sha256())) {
      throw new WeightsException(
          Problem.cannot("read embedded weights")
              .at(entry.resource())
              .got("SHA-256 " + digest)
              .expected(entry.sha256())
              .advice("The jar is damaged, or its index is older than the file."));
    }
    Weights weights = Safetensors.read(file, entry.resource().toString());
    checkIdentity(entry, weights);
    return weights;
  }

  private static void checkIdentity(EmbeddedEntry entry, Weights weights) {
    String inside =
        WeightsMetadata.of(weights)
            .map(m -> new EmbeddedEntry(m.model(), m.scale(), ids(m), entry.resource(), ""))
            .map(EmbeddedEntry::toString)
            .orElse("no model id");
    if (!inside.equals(entry.toString())) {
      throw new WeightsException(
          Problem.cannot("read embedded weights")
              .at(entry.resource())
              .got(inside + " in the file")
              .expected(entry + " as the index says"));
    }
  }

  private static List<String> ids(WeightsMetadata metadata) {
    return metadata.strategies().stream().map(StrategySpec::id).toList();
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
