package org.sr4j.models.train.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds keys that no record knows, before anything is made of the text: a mistyped key is then
 * named as such, not as the setting that is missing for it.
 */
final class UnknownKeys {

  /**
   * @param known names that would have been right in its place
   */
  record Found(String key, String path, int line, List<String> known) {}

  private final JsonParser parser;

  private UnknownKeys(JsonParser parser) {
    this.parser = parser;
  }

  /** The first unknown key of a document that describes a {@code root}. */
  static Optional<Found> first(JsonParser parser, Class<?> root) throws IOException {
    parser.nextToken();
    return Optional.ofNullable(new UnknownKeys(parser).value(root, ""));
  }

  private Found value(Type type, String path) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY
        && type instanceof ParameterizedType list
        && list.getRawType() == List.class) {
      while (parser.nextToken() != null && parser.currentToken() != JsonToken.END_ARRAY) {
        Found found = value(list.getActualTypeArguments()[0], path);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    Map<String, Type> keys = type instanceof Class<?> group ? keys(group) : Map.of();
    if (parser.currentToken() != JsonToken.START_OBJECT || keys.isEmpty()) {
      parser.skipChildren();
      return null;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      String place = path.isEmpty() ? key : path + '.' + key;
      if (!keys.containsKey(key)) {
        int line = parser.currentTokenLocation().getLineNr();
        return new Found(key, place, line, List.copyOf(keys.keySet()));
      }
      parser.nextToken();
      Found found = value(keys.get(key), place);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Keys of a record, or of all records that a choice is between; none for other types. */
  private static Map<String, Type> keys(Class<?> type) {
    Map<String, Type> keys = new TreeMap<>();
    JsonSubTypes choice = type.getAnnotation(JsonSubTypes.class);
    if (choice != null) {
      keys.put("type", String.class);
      for (JsonSubTypes.Type one : choice.value()) {
        keys.putAll(keys(one.value()));
      }
    } else if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        keys.put(
            KebabCaseStrategy.INSTANCE.translate(component.getName()), component.getGenericType());
      }
    }
    return keys;
  }
}
