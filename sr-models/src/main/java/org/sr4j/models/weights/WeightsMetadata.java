package org.sr4j.models.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * What our own files say of their weights: for which network they are and where they come from. In
 * a file these are strings under the keys of {@link Weights}.
 *
 * @param model id of the network
 * @param scale factor that they enlarge by
 * @param options the network's options as a JSON object
 * @param strategies that the network has, with their options, in the order in which they act
 * @param provenance how they came about, where that is known
 */
public record WeightsMetadata(
    String model,
    int scale,
    String options,
    List<StrategySpec> strategies,
    Optional<Provenance> provenance) {

  /** Version of the meaning of the keys; a file of a later one is refused. */
  public static final int FORMAT_VERSION = 1;

  /**
   * @throws IllegalArgumentException if the model is blank or the scale less than 1
   */
  public WeightsMetadata {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(provenance, "provenance");
    strategies = List.copyOf(strategies);
    if (model.isBlank() || scale < 1) {
      throw new IllegalArgumentException(
          "got model \"" + model + "\", scale " + scale + ", expected an id and at least 1");
    }
  }

  /** Of a network without strategies. */
  public WeightsMetadata(String model, int scale, String options, Optional<Provenance> provenance) {
    this(model, scale, options, List.of(), provenance);
  }

  /** The same network's, with where the weights come from. */
  public WeightsMetadata withProvenance(Provenance known) {
    return new WeightsMetadata(model, scale, options, strategies, Optional.of(known));
  }

  /** The keys and strings of a file. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(Weights.FORMAT, String.valueOf(FORMAT_VERSION));
    map.put(Weights.MODEL, model);
    map.put(Weights.SCALE, String.valueOf(scale));
    map.put(Weights.OPTIONS, options);
    if (!strategies.isEmpty()) {
      map.put(Weights.STRATEGIES, StrategiesJson.write(strategies));
    }
    provenance.ifPresent(p -> map.put(Weights.PROVENANCE, ProvenanceJson.write(p)));
    return map;
  }

  /**
   * What weights say of themselves; empty if they do not come from this library, that is, name no
   * model.
   *
   * @throws WeightsException if the scale is no number, or strategies or provenance cannot be read
   */
  public static Optional<WeightsMetadata> of(Weights weights) {
    Map<String, String> map = weights.metadata();
    String model = map.get(Weights.MODEL);
    if (model == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new WeightsMetadata(
              model,
              Integer.parseInt(map.getOrDefault(Weights.SCALE, "")),
              map.getOrDefault(Weights.OPTIONS, "{}"),
              StrategiesJson.read(map.getOrDefault(Weights.STRATEGIES, "[]")),
              Optional.ofNullable(map.get(Weights.PROVENANCE)).map(ProvenanceJson::read)));
    } catch (NumberFormatException e) {
      throw unreadable("the scale \"" + map.get(Weights.SCALE) + "\"", "a whole number", e);
    } catch (MalformedException e) {
      throw unreadable(e.getMessage(), e.expected(), e);
    } catch (IllegalArgumentException e) {
      throw unreadable(e.getMessage(), null, e);
    }
  }

  private static WeightsException unreadable(String got, String expected, Exception cause) {
    Problem problem =
        Problem.cannot("read the metadata of the weights").got(MalformedException.printable(got));
    return new WeightsException(expected == null ? problem : problem.expected(expected), cause);
  }
}
