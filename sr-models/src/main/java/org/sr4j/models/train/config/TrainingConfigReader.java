package org.sr4j.models.train.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sr4j.api.error.OptionsException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.SrException;
import org.sr4j.api.error.Suggestion;

/**
 * Reads training configurations from YAML, strictly: whatever is unknown, doubled or of a wrong
 * type is an error that names file, line and key.
 */
public final class TrainingConfigReader {

  private static final String FAILED = "read the training configuration";

  private final ObjectMapper yaml = ConfigMapper.over(new YAMLFactory());

  /**
   * @throws OptionsException if the file cannot be read or does not describe a training run
   */
  public TrainingConfig read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new OptionsException(
          Problem.cannot(FAILED).at(file).got(e.toString()).expected("a readable YAML file"), e);
    }
    return parse(text, file.toString());
  }

  /**
   * @param text YAML
   * @param source name of the text for errors
   */
  public TrainingConfig parse(String text, String source) {
    try {
      checkKeys(text, source);
      TrainingConfig config = yaml.readValue(text, TrainingConfig.class);
      if (config == null) {
        throw new OptionsException(Problem.cannot(FAILED).at(source).got("no content"));
      }
      return config;
    } catch (JsonProcessingException e) {
      throw new OptionsException(problem(e, source), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkKeys(String text, String source) throws IOException {
    try (JsonParser parser = yaml.createParser(text)) {
      UnknownKeys.first(parser, TrainingConfig.class)
          .ifPresent(
              found -> {
                throw new OptionsException(
                    Problem.cannot(FAILED)
                        .at(source + ":" + found.line() + ", " + found.path())
                        .got("unknown key \"" + found.key() + '"')
                        .advice(Suggestion.advice(found.key(), found.known())));
              });
    }
  }

  private static Problem problem(JsonProcessingException error, String source) {
    Problem at = Problem.cannot(FAILED).at(place(source, error));
    if (error instanceof UnrecognizedPropertyException unknown) {
      return at.got("unknown key \"" + unknown.getPropertyName() + '"')
          .advice(
              Suggestion.advice(unknown.getPropertyName(), names(unknown.getKnownPropertyIds())));
    }
    if (error instanceof InvalidTypeIdException type) {
      return type.getTypeId() == null
          ? at.got("no \"type\"").advice(Suggestion.advice("", types(type)))
          : at.got("unknown type \"" + type.getTypeId() + '"')
              .advice(Suggestion.advice(type.getTypeId(), types(type)));
    }
    if (cause(error) instanceof SrException options) {
      Problem inner = options.problem();
      return new Problem(
          FAILED,
          place(source, error) + (inner.where() == null ? "" : ", " + inner.where()),
          inner.got(),
          inner.expected(),
          inner.advice());
    }
    if (error instanceof InvalidFormatException format) {
      Class<?> target = format.getTargetType();
      if (target != null && target.isEnum()) {
        List<String> known =
            Arrays.stream(target.getEnumConstants())
                .map(c -> c.toString().toLowerCase(Locale.ROOT))
                .toList();
        return at.got('"' + String.valueOf(format.getValue()) + '"')
            .advice(Suggestion.advice(String.valueOf(format.getValue()), known));
      }
      return at.got('"' + String.valueOf(format.getValue()) + '"').expected(kind(target));
    }
    if (error instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return at.got("a value of another kind").expected(kind(mismatch.getTargetType()));
    }
    return at.got(error.getOriginalMessage().lines().findFirst().orElse("no YAML"));
  }

  private static Throwable cause(Throwable error) {
    Throwable cause = error;
    while (cause != null && !(cause instanceof SrException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String place(String source, JsonProcessingException error) {
    JsonLocation location = error.getLocation();
    String line = location == null ? "" : ":" + location.getLineNr();
    String path = "";
    if (error instanceof JsonMappingException mapping) {
      path =
          mapping.getPath().stream()
              .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
              .collect(Collectors.joining("."));
    }
    return source + line + (path.isEmpty() ? "" : ", " + path);
  }

  private static String kind(Class<?> type) {
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return type == Integer.class || type == Long.class || type == int.class || type == long.class
          ? "a whole number"
          : "a number";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class || type == Path.class) {
      return "text";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "a group of keys";
  }

  private static List<String> types(InvalidTypeIdException error) {
    JsonSubTypes known = error.getBaseType().getRawClass().getAnnotation(JsonSubTypes.class);
    return Arrays.stream(known.value()).map(JsonSubTypes.Type::name).toList();
  }

  private static List<String> names(Collection<Object> ids) {
    return ids == null ? List.of() : ids.stream().map(String::valueOf).toList();
  }
}
