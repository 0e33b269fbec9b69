package org.sr4j.models.weights;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.UnknownIdException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.program.onnx.OnnxReader;

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
 * network has these, {@code "default": true} that it is the one to take for its scale, {@code
 * "program"} and {@code "programSha256"} name an ONNX file of the same network, which needs no
 * ND4J. A plugin's jar is treated like the library's own.
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
                .got(
                    found.get(i - 1).tensors().resource()
                        + " and "
                        + found.get(i).tensors().resource())
                .expected("one"));
      }
    }
    requireOneRecommended(found);
    return new EmbeddedWeights(List.copyOf(found));
  }

  private static void requireOneRecommended(List<EmbeddedEntry> found) {
    Map<Integer, EmbeddedEntry> byScale = new HashMap<>();
    for (EmbeddedEntry entry : found) {
      EmbeddedEntry other = entry.recommended() ? byScale.put(entry.scale(), entry) : null;
      if (other != null) {
        throw new WeightsException(
            Problem.cannot("choose embedded weights")
                .at("x" + entry.scale())
                .got("two defaults, " + other + " and " + entry)
                .expected("one"));
      }
    }
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
    URL resource = entry.tensors().resource();
    Weights weights = Safetensors.read(entry.tensors().read(), resource.toString());
    checkIdentity(entry, resource, WeightsMetadata.of(weights));
    return weights;
  }

  /**
   * The inference program of a network with exactly these strategies and scale, if a jar brings it.
   *
   * @throws WeightsException if the file does not have the digest that the index says, is
   *     malformed, or is of another network or scale
   */
  public Optional<LoadedNetwork> program(String model, int scale, Collection<String> strategies) {
    return entry(model, scale, strategies)
        .flatMap(entry -> entry.program().map(file -> program(entry, file)));
  }

  private static LoadedNetwork program(EmbeddedEntry entry, EmbeddedFile file) {
    String where = file.resource().toString();
    LoadedNetwork network = LoadedNetwork.of(OnnxReader.read(file.read(), where), where);
    Weights identity = Weights.of(List.of(), network.metadata());
    checkIdentity(entry, file.resource(), WeightsMetadata.of(identity));
    return network;
  }

  /** The network to take for a scale where no other is asked for. */
  public Optional<EmbeddedEntry> recommended(int scale) {
    return entries.stream().filter(e -> e.recommended() && e.scale() == scale).findFirst();
  }

  private static void checkIdentity(
      EmbeddedEntry entry, URL resource, Optional<WeightsMetadata> metadata) {
    String inside =
        metadata.map(m -> EmbeddedEntry.name(m.model(), m.scale(), ids(m))).orElse("no model id");
    if (!inside.equals(entry.toString())) {
      throw new WeightsException(
          Problem.cannot("read embedded weights")
              .at(resource)
              .got(inside + " in the file")
              .expected(entry + " as the index says"));
    }
  }

  private static List<String> ids(WeightsMetadata metadata) {
    return metadata.strategies().stream().map(StrategySpec::id).toList();
  }
}
