package org.sr4j.models.weights;

import java.net.URL;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Weights that a jar on the class path brings along.
 *
 * @param model id of the network
 * @param scale factor that they enlarge by
 * @param strategies ids of the strategies that the network has
 * @param resource where the safetensors file lies
 * @param sha256 digest of the file, 64 hexadecimal digits
 */
public record EmbeddedEntry(
    String model, int scale, List<String> strategies, URL resource, String sha256) {

  public EmbeddedEntry {
    strategies = List.copyOf(strategies);
  }

  /** Whether these are all its strategies; their order does not show in weights. */
  boolean hasStrategies(Collection<String> ids) {
    return Set.copyOf(strategies).equals(Set.copyOf(ids));
  }

  @Override
  public String toString() {
    String with = strategies.isEmpty() ? "" : " with " + String.join(",", strategies);
    return model + " x" + scale + with;
  }
}
