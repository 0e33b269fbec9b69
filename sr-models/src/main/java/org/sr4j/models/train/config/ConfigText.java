package org.sr4j.models.train.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration as text that checkpoints and weight files carry, and what differs between two.
 */
public final class ConfigText {

  /** What may change when a run goes on: it says where and how often, not what is learnt. */
  private static final Set<String> FREE =
      Set.of(
          "out",
          "resume",
          "log-every",
          "validate-every",
          "checkpoint-every",
          "data.train",
          "data.validation",
          "data.workers");

  private static final ObjectMapper JSON = ConfigMapper.over(new JsonFactory());

  private ConfigText() {}

  /** The whole configuration, defaults included, as JSON. */
  public static String of(TrainingConfig config) {
    try {
      return JSON.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Settings that differ and may not when a run goes on, as {@code key: was a, is b}. Folders,
   * worker threads and intervals may differ.
   */
  public static List<String> differences(String before, String now) {
    try {
      Map<String, String> a = flatten(JSON.readTree(before));
      Map<String, String> b = flatten(JSON.readTree(now));
      TreeSet<String> keys = new TreeSet<>(a.keySet());
      keys.addAll(b.keySet());
      keys.removeAll(FREE);
      List<String> found = new ArrayList<>();
      for (String key : keys) {
        String was = a.getOrDefault(key, "nothing");
        String is = b.getOrDefault(key, "nothing");
        if (!was.equals(is)) {
          found.add(key + ": was " + was + ", is " + is);
        }
      }
      return found;
    } catch (JsonProcessingException e) {
      return List.of("the checkpoint's configuration is unreadable");
    }
  }

  private static SortedMap<String, String> flatten(JsonNode node) {
    SortedMap<String, String> flat = new TreeMap<>();
    flatten("", node, flat);
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      prefix.isEmpty() ? entry.getKey() : prefix + '.' + entry.getKey(),
                      entry.getValue(),
                      flat));
    } else if (!node.isNull()) {
      flat.put(prefix, node.toString());
    }
  }
}
