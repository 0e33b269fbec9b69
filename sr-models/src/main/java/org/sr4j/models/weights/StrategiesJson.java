package org.sr4j.models.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.sr4j.models.network.NetworkSpec.StrategySpec;
import org.sr4j.models.weights.binary.MalformedException;

/** Strategies as the metadata of weights has them: {@code [{"id": "ggas", "options": {...}}]}. */
final class StrategiesJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private StrategiesJson() {}

  /** One strategy of the list. */
  private record Entry(String id, Map<String, Object> options) {}

  static String write(List<StrategySpec> strategies) {
    try {
      return JSON.writeValueAsString(
          strategies.stream().map(s -> new Entry(s.id(), s.options())).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(strategies.toString(), e);
    }
  }

  /**
   * @throws MalformedException if the text is no such list
   */
  static List<StrategySpec> read(String text) {
    try {
      List<Entry> entries = JSON.readValue(text, new TypeReference<>() {});
      if (entries != null
          && entries.stream().allMatch(e -> e != null && e.id != null && e.options != null)) {
        return entries.stream().map(e -> new StrategySpec(e.id, e.options)).toList();
      }
    } catch (JsonProcessingException e) {
      // The text itself says more than the parser's words about it.
    }
    throw new MalformedException(
        "the strategies " + text, "[{\"id\": ..., \"options\": {...}}, ...]");
  }
}
