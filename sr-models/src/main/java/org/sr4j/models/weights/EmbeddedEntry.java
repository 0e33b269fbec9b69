package org.sr4j.models.weights;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Weights that a jar on the class path brings along.
 *
 * @param model id of the network
 * @param scale factor that they enlarge by
 * @param strategies ids of the strategies that the network has
 * @param recommended whether it is the network to take where only the scale is known
 * @param tensors the safetensors file
 * @param program the same network as an inference program, an ONNX file
 */
public record EmbeddedEntry(
    String model,
    int scale,
    List<String> strategies,
    boolean recommended,
    EmbeddedFile tensors,
    Optional<EmbeddedFile> program) {

  public EmbeddedEntry {
    strategies = List.copyOf(strategies);
  }

  /** Whether these are all its strategies; their order does not show in weights. */
  boolean hasStrategies(Collection<String> ids) {
    return Set.copyOf(strategies).equals(Set.copyOf(ids));
  }

  @Override
  public String toString() {
    return name(model, scale, strategies);
  }

  static String name(String model, int scale, List<String> strategies) {
    String with = strategies.isEmpty() ? "" : " with " + String.join(",", strategies);
    return model + " x" + scale + with;
  }
}
