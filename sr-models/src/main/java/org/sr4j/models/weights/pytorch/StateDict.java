package org.sr4j.models.weights.pytorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * The dictionary of a checkpoint that holds the network's tensors.
 *
 * @param path the keys that lead to it, joined by a dot; empty if the file is the dictionary
 */
record StateDict(String path, Map<String, StoredTensor> tensors) {

  /** Keys that training programs keep the weights under; the first that is there is taken. */
  private static final List<String> WRAPPERS =
      List.of(
          "params_ema",
          "params",
          "state_dict",
          "model_state_dict",
          "model",
          "net",
          "network",
          "generator");

  private static final int MAX_DEPTH = 4;

  /**
   * Finds the tensors in an unpickled value.
   *
   * @throws MalformedException if there are none, or things that a state dict does not hold
   */
  static StateDict find(Object root) {
    Object here = root;
    StringBuilder path = new StringBuilder();
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      if (!(here instanceof Map<?, ?> map)) {
        throw new MalformedException(
            "a checkpoint whose value is no dictionary" + at(path), "a state dict");
      }
      String wrapper =
          WRAPPERS.stream().filter(k -> map.get(k) instanceof Map).findFirst().orElse(null);
      if (wrapper == null) {
        return new StateDict(path.toString(), tensors(map, path));
      }
      path.append(path.isEmpty() ? "" : ".").append(wrapper);
      here = map.get(wrapper);
    }
    throw new MalformedException("dictionaries within dictionaries" + at(path), "a state dict");
  }

  private static Map<String, StoredTensor> tensors(Map<?, ?> map, CharSequence path) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() instanceof String name && entry.getValue() instanceof StoredTensor t) {
        tensors.put(name, t);
      } else if (entry.getValue() instanceof StoredTensor) {
        throw new MalformedException("a tensor whose name is no text" + at(path), "a state dict");
      }
    }
    if (tensors.isEmpty()) {
      throw new MalformedException(
          "no tensors" + at(path) + ", but the keys " + keys(map), "a state dict");
    }
    if (map.values().stream().anyMatch(Map.class::isInstance)) {
      throw new MalformedException(
          "tensors beside dictionaries" + at(path) + ": " + keys(map), "a state dict");
    }
    return tensors;
  }

  private static String at(CharSequence path) {
    return path.isEmpty() ? "" : " under " + path;
  }

  private static String keys(Map<?, ?> map) {
    return map.keySet().stream()
        .filter(String.class::isInstance)
        .limit(10)
        .map(String.class::cast)
        .collect(Collectors.joining(", ", "[", map.size() > 10 ? ", ...]" : "]"));
  }
}
