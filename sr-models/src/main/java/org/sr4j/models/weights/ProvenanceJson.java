package org.sr4j.models.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.sr4j.models.weights.binary.MalformedException;

/** {@link Provenance} as the JSON text that weight files carry. */
final class ProvenanceJson {

  private static final JsonMapper JSON = new JsonMapper();

  private ProvenanceJson() {}

  static String write(Provenance provenance) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("commit", provenance.commit());
    root.put("libraryVersion", provenance.libraryVersion());
    root.put("config", provenance.config());
    root.put("dataDigest", provenance.dataDigest());
    root.put("seed", provenance.seed());
    root.put("steps", provenance.steps());
    ObjectNode metrics = root.putObject("metrics");
    provenance.metrics().forEach(metrics::put);
    root.put("runtime", provenance.runtime());
    root.put("time", provenance.time().toString());
    return root.toString();
  }

  /** Fields that later versions may add are ignored; those that are absent are empty or zero. */
  static Provenance read(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      if (!root.isObject()) {
        throw new MalformedException("a provenance that is not a JSON object", null);
      }
      Map<String, Double> metrics = new TreeMap<>();
      root.path("metrics").properties().forEach(m -> metrics.put(m.getKey(), number(m)));
      return new Provenance(
          root.path("commit").asText(""),
          root.path("libraryVersion").asText(""),
          root.path("config").asText(""),
          root.path("dataDigest").asText(""),
          root.path("seed").asLong(),
          root.path("steps").asLong(),
          metrics,
          root.path("runtime").asText(""),
          Instant.parse(root.path("time").asText("")));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new MalformedException("an unreadable provenance: " + e.getMessage(), null);
    }
  }

  private static double number(Map.Entry<String, JsonNode> metric) {
    if (!metric.getValue().isNumber()) {
      throw new MalformedException(
          "the metric " + metric.getKey() + " of " + metric.getValue(), "a number");
    }
    return metric.getValue().asDouble();
  }
}
