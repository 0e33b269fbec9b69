package org.sr4j.examples.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.sr4j.api.engine.InferenceNetwork;
import org.sr4j.models.SuperResolution;
import org.sr4j.models.complexity.Complexity;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;

/** A network of the registry with initial weights: a network's speed does not depend on them. */
final class RegistryNetwork implements NetworkChoice {

  private static final long SEED = 1;
  private static final JsonMapper JSON = new JsonMapper();

  private final SuperResolution library;
  private final String label;
  private final NetworkSpec spec;

  RegistryNetwork(SuperResolution library, String label, NetworkSpec spec) {
    this.library = library;
    this.label = label;
    this.spec = spec;
  }

  /**
   * @param scale wanted; a network that does not have it is measured at the next smaller one, or
   *     else its smallest
   * @throws org.sr4j.api.error.UnknownIdException naming the nearest known network
   */
  static RegistryNetwork of(SuperResolution library, String id, int scale) {
    SortedSet<Integer> scales =
        library.networks().model(new NetworkSpec(id, scale)).descriptor().scales();
    SortedSet<Integer> smaller = scales.headSet(scale + 1);
    int nearest = smaller.isEmpty() ? scales.first() : smaller.last();
    return new RegistryNetwork(library, id, new NetworkSpec(id, nearest));
  }

  /** What {@link #toJson} wrote. */
  static RegistryNetwork ofJson(SuperResolution library, String json)
      throws JsonProcessingException {
    NetworkSpec spec = JSON.readValue(json, NetworkSpec.class);
    return new RegistryNetwork(library, spec.model(), spec);
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String toJson() {
    try {
      return JSON.writeValueAsString(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("options come from JSON", e);
    }
  }

  @Override
  public Opened open() {
    Network network = library.networks().create(spec, SEED);
    try {
      Complexity cost =
          Complexity.of(
              network.model(), spec.scale(), library.networks().strategies(spec.strategies()));
      return new Built(network, cost);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private record Built(Network built, Complexity cost) implements Opened {

    @Override
    public InferenceNetwork network() {
      return built;
    }

    @Override
    public OptionalLong parameters() {
      return OptionalLong.of(cost.parameters());
    }

    /** The convention's count by the ratio of the areas: maps of one pixel are next to nothing. */
    @Override
    public OptionalDouble multiAdds(int side) {
      double enlarged = (double) side * side * built.scale() * built.scale();
      return OptionalDouble.of(
          cost.multiAdds() * enlarged / Complexity.OUTPUT_WIDTH / Complexity.OUTPUT_HEIGHT);
    }

    @Override
    public void close() {
      built.close();
    }
  }
}
