package org.sr4j.layers.dl4j;

import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;
import org.nd4j.shade.jackson.annotation.PropertyAccessor;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.json.JsonMapper;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;

/**
 * Options as JSON inside a DL4J configuration. The type comes from the provider, never from the
 * text; missing and unknown components are errors.
 */
final class OptionsJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private OptionsJson() {}

  /**
   * @throws OptionsException if the options are not of the provider's type
   */
  static String write(String id, Record options, Class<? extends Record> type) {
    if (!type.isInstance(options)) {
      throw new OptionsException(
          Problem.cannot("use the options")
              .at(id)
              .got(options == null ? "null" : options.getClass().getName())
              .expected(type.getName()));
    }
    try {
      return MAPPER.writeValueAsString(options);
    } catch (JsonProcessingException e) {
      throw new OptionsException(
          Problem.cannot("write the options as JSON").at(id).got(e.getOriginalMessage()), e);
    }
  }

  /**
   * @throws OptionsException if the text is not JSON of this type or a value is refused
   */
  static <O extends Record> O read(String id, String json, Class<O> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new OptionsException(
          Problem.cannot("read the options").at(id).got(e.getOriginalMessage()), e);
    }
  }
}
