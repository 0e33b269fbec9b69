package org.sr4j.models.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;

/** Reads the index that a jar lists its weights in. */
final class EmbeddedIndex {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  /** A name in the index's own folder: nothing that leads out of it. */
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private EmbeddedIndex() {}

  /** The file: {@code {"weights": [{"model", "scale", "resource", "sha256"}, ...]}}. */
  private record Index(@JsonProperty(required = true) List<Line> weights) {}

  /**
   * @param strategies need not be given
   * @param recommended need not be given: false
   * @param program an ONNX file; need not be given
   */
  private record Line(
      @JsonProperty(required = true) String model,
      @JsonProperty(required = true) int scale,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> strategies,
      @JsonProperty("default") boolean recommended,
      @JsonProperty(required = true) String resource,
      @JsonProperty(required = true) String sha256,
      @JsonSetter(nulls = Nulls.AS_EMPTY) String program,
      @JsonSetter(nulls = Nulls.AS_EMPTY) String programSha256) {}

  static List<EmbeddedEntry> read(URL index) {
    try (InputStream stream = EmbeddedResource.open(index)) {
      return JSON.readValue(stream, Index.class).weights().stream()
          .map(line -> entry(index, line))
          .toList();
    } catch (IOException e) {
      throw new WeightsException(problem(index).got(e.getMessage()), e);
    }
  }

  private static EmbeddedEntry entry(URL index, Line line) {
    return new EmbeddedEntry(
        line.model(),
        line.scale(),
        line.strategies(),
        line.recommended(),
        file(index, line.resource(), line.sha256()),
        Optional.of(line.program())
            .filter(name -> !name.isEmpty())
            .map(name -> file(index, name, line.programSha256())));
  }

  private static EmbeddedFile file(URL index, String name, String sha256) {
    if (!FILE_NAME.matcher(name).matches()) {
      throw new WeightsException(
          problem(index)
              .got("the resource \"" + name + "\"")
              .expected("the name of a file beside the index"));
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new WeightsException(
          problem(index)
              .got("the sha256 \"" + sha256 + "\" of " + name)
              .expected("64 lower-case hexadecimal digits"));
    }
    try {
      return new EmbeddedFile(new URL(index, name), sha256);
    } catch (MalformedURLException e) {
      throw new WeightsException(problem(index).got(name), e);
    }
  }

  private static Problem problem(URL index) {
    return Problem.cannot("read the index of embedded weights").at(index);
  }
}
