package org.sr4j.api.weights;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;

/**
 * The tensors of a network by state-dict name, in PyTorch's layouts (convolution {@code
 * [O,I,kH,kW]}), and text that says where they come from.
 */
public final class Weights {

  /** Metadata keys that files written by the library carry. */
  public static final String MODEL = "sr4j.model";

  public static final String SCALE = "sr4j.scale";
  public static final String OPTIONS = "sr4j.options";
  public static final String STRATEGIES = "sr4j.strategies";
  public static final String FORMAT = "sr4j.format";
  public static final String PROVENANCE = "sr4j.provenance";

  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;

  private Weights(Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.tensors = tensors;
    this.metadata = metadata;
  }

  /**
   * @throws WeightsException if two tensors have one name
   */
  public static Weights of(List<Tensor> tensors, Map<String, String> metadata) {
    Map<String, Tensor> byName = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      if (byName.put(tensor.name(), tensor) != null) {
        throw new WeightsException(
            Problem.cannot("collect weights").at(tensor.name()).got("two tensors of this name"));
      }
    }
    return new Weights(
        Collections.unmodifiableMap(byName),
        Collections.unmodifiableMap(new LinkedHashMap<>(metadata)));
  }

  public Collection<Tensor> tensors() {
    return tensors.values();
  }

  public Set<String> names() {
    return tensors.keySet();
  }

  public Optional<Tensor> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  public Map<String, String> metadata() {
    return metadata;
  }

  public Weights withMetadata(Map<String, String> other) {
    return new Weights(tensors, Collections.unmodifiableMap(new LinkedHashMap<>(other)));
  }

  /** Number of values in all tensors. */
  public long elements() {
    return tensors.values().stream().mapToLong(t -> t.data().length).sum();
  }
}
