package org.sr4j.models.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.SrException;
import org.sr4j.api.error.Suggestion;

/** Options records from maps and JSON, and back. What is not given keeps its default. */
public final class OptionsBinder {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private OptionsBinder() {}

  /**
   * @param what whose options they are, for errors: {@code model "dyconvsr"}
   * @param defaults values of all that is not given
   * @throws OptionsException for an unknown name (with the nearest known one) or a wrong value
   */
  public static <O extends Record> O bind(
      String what, Class<O> type, Object defaults, Map<String, ?> given) {
    ObjectNode merged = MAPPER.valueToTree(defaults);
    merged.setAll((ObjectNode) MAPPER.valueToTree(given));
    return convert(what, type, merged);
  }

  /**
   * @param json an object
   * @throws OptionsException for an unknown name, a wrong value or broken JSON
   */
  public static <O extends Record> O fromJson(
      String what, Class<O> type, Object defaults, String json) {
    try {
      JsonNode given = MAPPER.readTree(json);
      if (!(given instanceof ObjectNode)) {
        throw new OptionsException(
            Problem.cannot("read the options").at(what).got(json).expected("a JSON object"));
      }
      ObjectNode merged = MAPPER.valueToTree(defaults);
      merged.setAll((ObjectNode) given);
      return convert(what, type, merged);
    } catch (JsonProcessingException e) {
      throw new OptionsException(
          Problem.cannot("read the options").at(what).got(e.getOriginalMessage()), e);
    }
  }

  /** Compact JSON of an options record. */
  public static String toJson(Record options) {
    try {
      return MAPPER.writeValueAsString(Objects.requireNonNull(options));
    } catch (JsonProcessingException e) {
      throw new OptionsException(
          Problem.cannot("write the options").at(options).got(e.getOriginalMessage()), e);
    }
  }

  /** All components of an options record by name, as JSON has them. */
  public static Map<String, Object> toMap(Record options) {
    return MAPPER.convertValue(Objects.requireNonNull(options), new TypeReference<>() {});
  }

  private static <O extends Record> O convert(String what, Class<O> type, ObjectNode values) {
    try {
      return MAPPER.treeToValue(values, type);
    } catch (UnrecognizedPropertyException e) {
      String name = e.getPropertyName();
      throw new OptionsException(
          Problem.cannot("read the options")
              .at(what)
              .got("unknown name \"" + name + "\"")
              .advice(
                  Suggestion.advice(
                      name, e.getKnownPropertyIds().stream().map(String::valueOf).toList())),
          e);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof SrException cause) {
        throw cause;
      }
      String name = e.getPath().isEmpty() ? what : what + " " + e.getPath().get(0).getFieldName();
      String text = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
      throw new OptionsException(Problem.cannot("read the options").at(name).got(text), e);
    } catch (JsonProcessingException e) {
      throw new OptionsException(
          Problem.cannot("read the options").at(what).got(e.getOriginalMessage()), e);
    }
  }
}
